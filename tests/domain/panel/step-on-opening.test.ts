import { stepOnOpening } from '../../../domain/panel/step-on-opening';

test.each([
  [{ adjournedFrom: null, sheetsOwed: true, sampledToday: false }, 'sampling'],
  [{ adjournedFrom: 'sampling', sheetsOwed: true, sampledToday: false }, 'sampling'],
  [{ adjournedFrom: 'inspecting', sheetsOwed: true, sampledToday: false }, 'sampling'],
  [{ adjournedFrom: 'inspecting', sheetsOwed: true, sampledToday: true }, 'inspecting'],
  [{ adjournedFrom: 'inspecting', sheetsOwed: false, sampledToday: false }, 'inspecting'],
  [{ adjournedFrom: 'deliberating', sheetsOwed: false, sampledToday: false }, 'deliberating'],
  // A new member owes a sheet: he inspects before anybody deliberates or votes again.
  [{ adjournedFrom: 'deliberating', sheetsOwed: true, sampledToday: false }, 'sampling'],
  [{ adjournedFrom: 'voting', sheetsOwed: false, sampledToday: false }, 'voting'],
  [{ adjournedFrom: 'voting', sheetsOwed: true, sampledToday: false }, 'sampling'],
] as const)('%j opens at %s', (opening, step) => {
  expect(stepOnOpening(opening)).toBe(step);
});
