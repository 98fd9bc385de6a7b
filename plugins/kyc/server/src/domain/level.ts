import { z } from '@strapi/utils';
import { currencySchema } from '#kernel';
import { DETAILS } from './details';
import { documentType as documentTypeOf } from './documents/document-types';
import { isIdentifierType } from './identifiers';
import { VERIFICATION_KINDS } from './verification';

const amount = z
  .string()
  .regex(/^(0|[1-9]\d{0,17})$/, 'Whole minor units as a string, e.g. "5000000" is NGN 50,000.00; null is no limit')
  .nullable();

export const limitsSchema = z.strictObject({
  perTransactionMinor: amount.meta({ description: 'Most that one payment may be; `null` is no limit', example: '5000000' }),
  perDayMinor: amount.meta({ description: 'Most that the payments of one day may be together; `null` is no limit', example: '5000000' }),
  balanceMinor: amount.meta({ description: 'Most that the wallet may hold; `null` is no limit', example: '30000000' }),
});
export type LevelLimits = z.output<typeof limitsSchema>;

/** What holds for every currency that a level does not name. */
export const OTHER_CURRENCIES = '*';
const NOTHING: LevelLimits = { perTransactionMinor: '0', perDayMinor: '0', balanceMinor: '0' };

const identifierType = z.string().refine(isIdentifierType, 'A type of number that we can check, e.g. "nin" or "gh.tin"');
const documentType = z.string().refine((key) => documentTypeOf(key) !== undefined, 'A type of document that there is, e.g. "passport"');

export const requirementsSchema = z.strictObject({
  details: z.array(z.enum(DETAILS)).meta({ description: 'What must be said' }),
  identifiers: z.array(z.array(identifierType).min(1)).meta({ description: 'Of each list, one number must be given', example: [['nin', 'bvn']] }),
  documents: z
    .array(z.array(z.strictObject({ type: documentType, sides: z.array(z.enum(['front', 'back'])).min(1) })).min(1))
    .meta({ description: 'Of each list, one document must be there with all of its sides', example: [[{ type: 'passport', sides: ['front'] }, { type: 'national_id', sides: ['front', 'back'] }]] }),
  verifications: z
    .array(
      z.strictObject({
        kind: z.enum(VERIFICATION_KINDS),
        mustPass: z.boolean().meta({ description: 'Whether nobody is approved without it; otherwise it is advice to the reviewer' }),
      }),
    )
    .refine((all) => new Set(all.map(({ kind }) => kind)).size === all.length, 'Each kind once')
    .optional()
    .meta({ description: 'What verifiers are asked about, once it is handed in. Without it: whatever they can find out by themselves' }),
});
export type Requirements = z.output<typeof requirementsSchema>;

export const levelKey = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(40);

export const levelSchema = z.strictObject({
  key: levelKey.meta({ description: 'Names the level, in every version of it', example: 'tier-1' }),
  version: z.int().min(1).max(1_000_000),
  name: z.string().trim().min(1).max(80),
  /** 0 is what everybody has without doing anything; more is higher. */
  rank: z.int().min(0).max(1_000),
  validFrom: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
  requirements: requirementsSchema,
  limits: z.record(z.union([currencySchema, z.literal(OTHER_CURRENCIES)]), limitsSchema),
  /** After so many days what was proved must be proved again; `null` is never. */
  validityDays: z.int().min(1).max(36_500).nullable(),
  needsSecondReview: z.boolean(),
  /** A level that nobody can ask for any more; who has it keeps it. */
  isOffered: z.boolean().default(true),
});
export type Level = z.output<typeof levelSchema>;

export const limitsIn = (limits: Level['limits'], currency: string): LevelLimits => limits[currency] ?? limits[OTHER_CURRENCIES] ?? NOTHING;

/**
 * Every version of every level that there is and will be.
 *
 * @throws Error with a sentence where they contradict each other.
 */
export function parseLevels(value: unknown): Level[] {
  const parsed = z.array(levelSchema).min(1).safeParse(value);
  if (!parsed.success) throw new Error(`The KYC levels are wrong: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`);
  const levels = parsed.data;
  const wrong = levels.flatMap((level, i) => levels.slice(i + 1).flatMap((other) => contradiction(level, other) ?? []));
  const [first] = wrong;
  if (first !== undefined) throw new Error(`The KYC levels are wrong: ${first}`);
  if (!levels.some(({ rank }) => rank === 0)) throw new Error('The KYC levels are wrong: one must have the rank 0, for people of whom nothing is known yet.');
  const asking = levels.find(({ rank, requirements }) => rank === 0 && Object.values(requirements).some((list) => list !== undefined && list.length > 0));
  if (asking) throw new Error(`The KYC levels are wrong: ${asking.key} has the rank 0, which everybody has, so it can require nothing.`);
  return levels;
}

function contradiction(one: Level, other: Level): string | undefined {
  if ((one.key === other.key) !== (one.rank === other.rank)) return `${one.key} and ${other.key} must have the same rank in all versions, and no other level may have it.`;
  if (one.key !== other.key) return undefined;
  if (one.version === other.version) return `${one.key} has the version ${one.version} twice.`;
  const isLater = one.version < other.version ? one.validFrom < other.validFrom : one.validFrom > other.validFrom;
  return isLater ? undefined : `the versions ${one.version} and ${other.version} of ${one.key} must begin in that order.`;
}
