/** Collects the values of a statement and gives each its placeholder. */
export interface Binder {
  readonly values: unknown[];
  /** The placeholder of a value, e.g. `$3`. */
  (value: unknown): string;
}

export function createBinder(): Binder {
  const values: unknown[] = [];
  return Object.assign((value: unknown) => `$${values.push(value)}`, { values });
}
