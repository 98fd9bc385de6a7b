import { z } from '@strapi/utils';

/** One environment variable: its shape, its meaning, and what stands in for it where it is not set. */
export interface Setting<S extends z.ZodType = z.ZodType> {
  schema: S;
  /** One sentence for `.env.example` and the reference page. */
  description: string;
  /** Used when the variable is absent outside production; there it goes before `fallback`. */
  development?: string;
  /** Used when the variable is absent, in production too. A secret has none. */
  fallback?: string;
  isSecret?: boolean;
  /** Heading under which `.env.example` and the reference list it. */
  group: string;
}

export type Settings = Record<string, Setting>;
export type SettingValues<S extends Settings> = { readonly [K in keyof S]: z.output<S[K]['schema']> };

/** A wrong or missing setting. The message has a line a variable: which, what was found, what is expected. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

const shown = (setting: Setting, found: string | undefined) => {
  if (found === undefined || found === '') return 'nothing';
  return setting.isSecret ? `a value of ${found.length} characters` : JSON.stringify(found);
};

/**
 * Reads settings from the environment.
 *
 * @throws SettingsError that lists every variable that is wrong, not only the first.
 */
export function readSettings<S extends Settings>(
  settings: S,
  environment: Readonly<Record<string, string | undefined>>,
): SettingValues<S> {
  const isProduction = environment.NODE_ENV === 'production';
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, setting] of Object.entries(settings)) {
    const found = environment[name] === '' ? undefined : environment[name];
    const text = found ?? (isProduction ? undefined : setting.development) ?? setting.fallback;
    const parsed = setting.schema.safeParse(text);
    if (parsed.success) values[name] = parsed.data;
    else {
      const expected = parsed.error.issues.map((issue) => issue.message).join('; ');
      problems.push(`  ${name}: found ${shown(setting, found)}; expected ${expected}`);
    }
  }
  if (problems.length > 0) throw new SettingsError(`Mangrove cannot start with these settings:\n${problems.join('\n')}`);
  return values as SettingValues<S>;
}

const isPlace = (zone: string) => zone === 'UTC' || Intl.supportedValuesOf('timeZone').includes(zone);
const oneOf = (words: readonly string[]) => words.map((word) => `"${word}"`).join(' or ');
const KMS_KEY = 'the id or ARN of a key of AWS KMS, no alias';
const KMS_KEY_PATTERN = /^(arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key\/)?(mrk-)?[0-9a-f-]{32,36}$/;

/** Shapes of environment variables, each with a message that shows a right value. */
export const shape = {
  text: (expected: string, minLength = 1) =>
    z.string({ error: expected }).min(minLength, expected),
  secret: (minLength = 32) =>
    z
      .string({ error: `a random text of at least ${minLength} characters, e.g. from: openssl rand -base64 32` })
      .min(minLength, `a random text of at least ${minLength} characters, e.g. from: openssl rand -base64 32`),
  /** Several, separated by commas, so that one can be replaced: the first is current. */
  secrets: (minLength = 32) => {
    const expected = `random texts of at least ${minLength} characters, separated by commas, each e.g. from: openssl rand -base64 32`;
    return z
      .string({ error: expected })
      .transform((text) => text.split(',').map((part) => part.trim()).filter((part) => part !== ''))
      .refine((parts) => parts.length > 0 && parts.every((part) => part.length >= minLength), expected);
  },
  key256: () =>
    z
      .string({ error: '32 random bytes in base64, e.g. from: openssl rand -base64 32' })
      .refine((text) => Buffer.from(text, 'base64').length === 32, '32 random bytes in base64, e.g. from: openssl rand -base64 32')
      .transform((text) => Buffer.from(text, 'base64')),
  keys256: () =>
    z
      .string()
      .transform((text) => text.split(',').map((part) => part.trim()).filter((part) => part !== '').map((part) => Buffer.from(part, 'base64')))
      .refine((keys) => keys.every(({ length }) => length === 32), 'keys of 32 random bytes in base64, separated by commas'),
  integer: (min: number, max: number) =>
    z
      .string({ error: `a whole number from ${min} to ${max}` })
      .regex(/^\d+$/, `a whole number from ${min} to ${max}`)
      .transform(Number)
      .refine((n) => n >= min && n <= max, `a whole number from ${min} to ${max}`),
  flag: () => z.enum(['true', 'false'], { error: oneOf(['true', 'false']) }).transform((text) => text === 'true'),
  choice: <const T extends readonly [string, ...string[]]>(words: T) => z.enum(words, { error: oneOf(words) }),
  url: (protocols: readonly string[], example: string) =>
    z.string({ error: `an address such as ${example}` }).refine((text) => {
      const url = URL.parse(text);
      return url !== null && protocols.includes(url.protocol);
    }, `an address such as ${example}`),
  /** Not an offset: its clocks never change. */
  timeZone: () =>
    z.string({ error: 'a place of the IANA list of time zones, e.g. Africa/Lagos' }).refine(isPlace, 'a place of the IANA list of time zones, e.g. Africa/Lagos'),
  email: () => z.email({ error: 'an e-mail address, e.g. operations@example.com' }),
  list: (example: string) =>
    z
      .string({ error: `a list separated by commas, e.g. ${example}` })
      .transform((text) => text.split(',').map((part) => part.trim()).filter((part) => part !== '')),
  /** A key of AWS KMS by its id or ARN. An alias is none: it can be made to point elsewhere, and what the old key wrapped then opens no more. */
  kmsKey: () => z.string({ error: KMS_KEY }).regex(KMS_KEY_PATTERN, KMS_KEY),
  kmsKeys: () =>
    z
      .string()
      .transform((text) => text.split(',').map((part) => part.trim()).filter((part) => part !== ''))
      .refine((keys) => keys.every((key) => KMS_KEY_PATTERN.test(key)), { error: `${KMS_KEY}, several separated by commas` }),
  optional: <S extends z.ZodType>(schema: S) => schema.optional(),
};
