import type { Visit } from './visitors';

/** The stage, or the step of the meeting, that the page shows as the present one. */
export const stageNow = ({ page }: Visit) => page.locator('.stagebar [aria-current="step"]').textContent();

/** Follows the first link of the page’s own part that says this. */
export const go = ({ page, follow }: Visit, name: string): Promise<void> =>
  follow(page.locator('main').getByRole('link', { name, exact: true }).first());

/** Chooses what a label says. */
export const choose = ({ page }: Visit, label: string): Promise<void> =>
  page.locator('main label', { hasText: label }).first().click();

/** From a filled-in form over its check to the receipt. */
export async function submit(visit: Visit, confirm = '确认并提交'): Promise<void> {
  await visit.press('核对后提交');
  await visit.press(confirm);
  await visit.page.waitForURL('**/receipts/*');
}

/** Does what the page has to do: follows it, fills in its form, checks and confirms. */
export async function act(
  visit: Visit,
  work: string,
  answers: Readonly<Record<string, string>> = {},
  confirm?: string,
): Promise<void> {
  await go(visit, work);
  await visit.fill(answers);
  await submit(visit, confirm);
}

/** Signs for the notice that is shown. */
export async function signFor({ press, page }: Visit): Promise<void> {
  await press('签收');
  await page.waitForURL('**/receipts/*');
}

/** Gives the page’s first file. */
export const give = ({ page }: Visit, name: string, rows: readonly string[]): Promise<void> =>
  page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) });

/** A page as it looks, as if it were a scan. */
export const scanOf = async ({ page }: Visit) => ({
  name: '扫描件.png',
  mimeType: 'image/png',
  buffer: await page.screenshot(),
});
