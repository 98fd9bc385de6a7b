import { toLabel } from './label';

it.each([
  ['Refunds', 'refunds'],
  ['  Late payment! ', 'late-payment'],
  ['_vip', 'vip'],
  ['!!', undefined],
  ['a'.repeat(50), 'a'.repeat(40)],
])('what is typed as “%s” becomes a label that the server takes', (typed, label) => {
  expect(toLabel(typed)).toBe(label);
});
