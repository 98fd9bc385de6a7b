import { z } from '@strapi/utils';
import { levelKey, limitsSchema, requirementsSchema } from '../domain/level';
import { profileMachine } from '../domain/profile';

export const instant = z.iso.datetime().meta({ description: 'ISO 8601, UTC', example: '2026-11-22T18:00:00.000Z' });
const limits = z.record(z.string(), limitsSchema).meta({
  description: 'By currency; `*` stands for those that are not named. A currency that is in neither is not allowed',
  example: { NGN: { perTransactionMinor: '5000000', perDayMinor: '5000000', balanceMinor: '30000000' } },
});
export const level = levelKey.meta({ description: 'Key of a level', example: 'tier-1' });

export const levelOut = z.strictObject({
  key: level,
  name: z.string(),
  rank: z.int().meta({ description: '0 is what everybody has; more is higher' }),
  version: z.int(),
  validFrom: instant,
  requirements: requirementsSchema,
  limits,
  validityDays: z.int().nullable().meta({ description: 'After so many days what was proved must be proved again; `null` is never' }),
});

export const profileOut = z.strictObject({
  level: level.meta({ description: 'Whose limits hold now' }),
  state: z.enum(profileMachine.states).meta({ description: '`review_due` keeps the level for a time of grace, `suspended` has the limits of a newcomer, `revoked` may move no money' }),
  limits,
  nextLevel: level.nullable().meta({ description: 'What could be applied for next' }),
  requirements: requirementsSchema.nullable().meta({ description: 'What the next level asks for' }),
  reviewDueAt: instant.nullable().meta({ description: 'When the level must be renewed' }),
  applicationId: z.string().nullable().meta({ description: 'The application that is not decided yet' }),
});
