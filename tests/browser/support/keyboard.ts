import type { Locator, Page } from 'playwright-core';

/** Stops of the Tab key within which whatever is on a page is reached. */
const MOST_STOPS = 150;

/** What a page does for somebody who has a keyboard and nothing else. */
export interface Keyboard {
  /** Goes to something by Tab; fails where one can't see where one is. */
  reach(target: Locator): Promise<void>;
  /** Goes to a field and writes over what is in it. */
  write(field: Locator, text: string): Promise<void>;
  /** Goes to a link or a button and strikes Enter; the page that answers is there when it resolves. */
  enter(target: Locator): Promise<void>;
}

export function keyboardOf(page: Page): Keyboard {
  const { keyboard } = page;
  const reach: Keyboard['reach'] = async (target) => {
    for (let stops = 0; !(await target.evaluate((target) => target.matches(':focus'))); stops += 1) {
      if (stops === MOST_STOPS) throw new Error(`${target} is not reached by Tab`);
      await keyboard.press('Tab');
      const unseen = await page.evaluate<string | null>(UNSEEN);
      if (unseen) throw new Error(`the focus is not seen on ${unseen}`);
    }
  };
  return {
    reach,
    async write(field, text) {
      await reach(field);
      await keyboard.press('ControlOrMeta+A');
      await keyboard.type(text);
    },
    async enter(target) {
      await reach(target);
      await Promise.all([page.waitForEvent('domcontentloaded'), keyboard.press('Enter')]);
    },
  };
}

/** The element that has the focus outside the screen, or without a mark on it or on its label: an outline, a ring, or the colour of focus. */
const UNSEEN = `(() => {
  const at = document.activeElement;
  // Of a date it is not the field but the calendar's button in it, which the browser marks.
  if (!at.matches(':focus')) return null;
  const { left, top, right, bottom } = at.getBoundingClientRect();
  const shown = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.color = 'var(--focus)';
  const { color } = getComputedStyle(probe);
  probe.remove();
  const marked = [at, at.closest('label')].filter(Boolean).map((each) => getComputedStyle(each)).some((style) =>
    (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none' || style.backgroundColor === color);
  return shown && marked ? null : at.outerHTML.slice(0, 200);
})()`;
