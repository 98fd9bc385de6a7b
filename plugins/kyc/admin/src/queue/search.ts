/** Numbers that people are looked for by, the commonest first. */
export const NUMBER_TYPES = ['nin', 'bvn', 'passport', 'phone', 'nuban', 'vnin', 'rc'] as const;
export type NumberType = (typeof NUMBER_TYPES)[number];

export type Search = { by: 'application' | 'person' | 'email'; value: string } | { by: 'number'; type: NumberType; value: string };

/** What somebody looks for, by what they typed; a number needs its type as well. */
export function searchOf(typed: string, type: NumberType): Search | undefined {
  const value = typed.trim();
  if (value === '') return undefined;
  if (value.startsWith('kyc_')) return { by: 'application', value };
  if (value.startsWith('usr_')) return { by: 'person', value };
  if (value.includes('@')) return { by: 'email', value: value.toLowerCase() };
  return { by: 'number', type, value };
}
