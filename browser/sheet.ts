/**
 * A score sheet: sums up while one scores, and keeps what is written in this browser alone until it is handed in, for what is
 * sealed has no draft anywhere else.
 */
function sheet(form: HTMLFormElement): void {
  const place = form.dataset.keep;
  const fields = () => [
    ...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('.score-item :is(input, textarea)'),
  ];

  const sum = () => {
    const points = fields().filter((field) => field.name.endsWith('.points') && field.value !== '');
    const hundredths = points.reduce((total, { value }) => total + Math.round(Number(value) * 100), 0);
    form.querySelector('[data-total]')!.textContent = String(hundredths / 100);
    form.querySelector('[data-scored]')!.textContent = String(points.length);
  };

  if (place && fields().every(({ value }) => value === '')) {
    const kept: Record<string, string> = JSON.parse(localStorage.getItem(place) ?? '{}');
    for (const field of fields()) field.value = kept[field.name] ?? '';
  }
  form.addEventListener('click', ({ target }) => {
    const button = (target as HTMLElement).closest<HTMLButtonElement>('[data-steps]');
    if (!button) return;
    const input = button.parentElement!.querySelector('input')!;
    if (input.value === '') input.value = input.max;
    else if (Number(button.dataset.steps) > 0) input.stepUp();
    else input.stepDown();
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  form.addEventListener('input', () => {
    sum();
    if (place)
      localStorage.setItem(place, JSON.stringify(Object.fromEntries(fields().map(({ name, value }) => [name, value]))));
  });
  sum();
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sheet]')) sheet(form);
