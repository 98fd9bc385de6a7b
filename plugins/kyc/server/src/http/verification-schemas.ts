import { z } from '@strapi/utils';
import { VERIFICATION_KINDS, verificationMachine } from '../domain/verification';
import { instant } from './level-schemas';

const kind = z.enum(VERIFICATION_KINDS).meta({ description: 'What is found out', example: 'identity_number' });

export const ownVerificationOut = z.strictObject({
  kind,
  state: z.enum(['waiting_for_you', 'pending', 'done']).meta({ description: '`waiting_for_you`: begin it, and go to its page; what was found is told with the decision' }),
  url: z.string().nullable().meta({ description: 'Where you go on, once it was begun' }),
  token: z.string().nullable().meta({ description: 'For the SDK of a verifier that has no page' }),
  expiresAt: instant.nullable().meta({ description: 'Until when the page is open; begin again afterwards' }),
});

const ask = z.strictObject({
  verifier: z.string(),
  how: z.enum(['lookup', 'job', 'session']),
  reference: z.string(),
  providerReference: z.string().nullable(),
  state: z.enum(['starting', 'open', 'answered', 'failed', 'refused']),
  calls: z.int(),
  error: z.string().nullable(),
  calledAt: instant.nullable(),
  answeredAt: instant.nullable(),
  latencyMs: z.int().nullable(),
  answers: z.array(
    z.strictObject({
      verdict: z.enum(['pending', 'passed', 'failed', 'review']),
      at: instant,
      status: z.string().nullable(),
      checks: z.array(z.strictObject({ name: z.string(), outcome: z.enum(['passed', 'failed', 'unclear', 'not_done']), score: z.number().nullable() })),
      reasons: z.array(z.strictObject({ code: z.string(), text: z.string() })),
    }),
  ),
  files: z.array(z.strictObject({ id: z.string(), name: z.string(), mediaType: z.string(), sizeBytes: z.int() })),
});

export const verificationOut = z.strictObject({
  id: z.string(),
  kind,
  attempt: z.int(),
  round: z.int(),
  mustPass: z.boolean(),
  isCurrent: z.boolean(),
  state: z.enum(verificationMachine.states),
  note: z.string().nullable(),
  createdAt: instant,
  endedAt: instant.nullable(),
  deadlineAt: instant,
  asks: z.array(ask),
});
