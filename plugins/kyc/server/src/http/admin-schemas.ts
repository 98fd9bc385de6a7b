import { z } from '@strapi/utils';
import { applicationMachine } from '../domain/application';
import { OUTCOMES } from '../domain/decision';
import { requirementsSchema } from '../domain/level';
import { profileMachine, RISKS } from '../domain/profile';
import { PURPOSES } from '../services/reviews/reveal';
import { RESTRICTION_REASONS } from '../services/profiles';
import { RISK_REASONS } from '../services/risk';
import { instant, level } from './level-schemas';
import { holder } from './queue-schemas';

const state = z.enum(applicationMachine.states);
const note = z.string().trim().min(1).max(2_000).nullable().default(null);
export const decision = z.strictObject({
  id: z.string(), attempt: z.int(), outcome: z.enum(OUTCOMES), actor: z.string(), reasonCodes: z.array(z.string()), publicNote: z.string().nullable(), internalNote: z.string().nullable(), at: instant,
});
const detail = z.string().optional();
export const details = z.strictObject({ firstName: detail, lastName: detail, dateOfBirth: detail, country: detail, address: detail });

export const fileOut = z.strictObject({
  id: z.string(),
  personId: z.string(),
  state,
  attempt: z.int(),
  revision: z.int(),
  needsSecondReview: z.boolean(),
  risk: z.enum(RISKS),
  level: z.strictObject({ key: level, version: z.int(), name: z.string(), requirements: requirementsSchema }),
  profile: z.strictObject({ level, state: z.enum(profileMachine.states) }),
  /** `null` once the person was forgotten. */
  details: details.nullable(),
  identifiers: z.array(z.strictObject({ type: z.string(), masked: z.string(), sharedWith: z.array(z.string()) })),
  decisions: z.array(decision),
  submittedAt: instant.nullable(),
  dueAt: instant.nullable(),
  /** Who holds it now. */
  claim: holder,
  claimedUntil: instant.nullable(),
  createdAt: instant,
});

const MOST_REASONS = 10;
export const decideBody = z.strictObject({
  outcome: z.enum(OUTCOMES),
  reasonCodes: z.array(z.string().max(60)).max(MOST_REASONS).refine((codes) => new Set(codes).size === codes.length, 'Each reason once').default([]),
  /** Beside the reasons; the applicant reads it. */
  publicNote: note,
  /** Staff alone read it. */
  internalNote: note,
});

export const revealBody = z.strictObject({ purpose: z.enum(PURPOSES) });
export const riskBody = z.strictObject({ risk: z.enum(RISKS), reason: z.enum(RISK_REASONS) });
export const restrictBody = z.strictObject({ to: z.enum(['suspended', 'revoked']), reason: z.enum(RESTRICTION_REASONS) });
export const reasonOut = z.strictObject({ code: z.string(), outcomes: z.array(z.enum(OUTCOMES)), concerns: z.enum(['details', 'documents', 'policy']).meta({ description: 'What an applicant must correct: to ask for corrections takes a reason about details, or a refused document' }), publicText: z.string(), internalText: z.string() });
