/**
 * Whether an object of JSON brings a key of its own that names the prototype. zod leaves it out without a word; nobody
 * sends it by accident.
 */
export const hasPollutingKey = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__');
