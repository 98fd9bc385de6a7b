import { roundUp } from './scale';

it.each([[0, 0], [1, 2], [3, 4], [7, 8], [10, 10], [11, 20], [37, 40], [99, 100], [101, 200], [250, 400]])('above %i the axis ends at %i', (value, top) => {
  expect(roundUp(value)).toBe(top);
});
