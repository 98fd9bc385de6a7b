/** The next of 2, 4, 6, 8, 10 … times a power of ten: half of it is a whole number, too. */
export function roundUp(value: number): number {
  if (value <= 0) return 0;
  const power = 10 ** Math.max(0, Math.ceil(Math.log10(value)) - 1);
  const step = [1, 2, 4, 6, 8, 10].find((factor) => factor * power >= value && (factor * power) % 2 === 0) ?? 20;
  return step * power;
}
