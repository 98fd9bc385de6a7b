import { z } from '@strapi/utils';
import { ERASURE_REASONS, erasureMachine, HOLD_REASONS } from '../domain/erasure';
import { instant } from './level-schemas';

const state = z.enum(erasureMachine.states.filter((one) => one !== 'lifted')).meta({ description: '`restricted`: nobody works with it, and it waits for its time; `forgotten`: the key is destroyed; `erased`: the bytes are gone, too' });

export const ownErasureOut = z.strictObject({
  state,
  requestedAt: instant,
  retainUntil: instant.meta({ description: 'Until when a law has it kept' }),
  forgottenAt: instant.nullable(),
  erasedAt: instant.nullable(),
});

const hold = z.strictObject({ id: z.string(), reason: z.enum(HOLD_REASONS), setBy: z.string(), setAt: instant, liftedBy: z.string().nullable(), liftedAt: instant.nullable() });

export const privacyOut = z.strictObject({
  personId: z.string(),
  erasure: ownErasureOut
    .extend({
      id: z.string(),
      reason: z.enum(ERASURE_REASONS),
      requestedBy: z.string(),
      /** Why it is kept although its time is over. */
      keptBy: z.array(z.string()),
      /** What was destroyed, by kind: the certificate. */
      destroyed: z.record(z.string(), z.int()).nullable(),
      /** The entries of the audit chain that prove it. */
      entries: z.array(z.strictObject({ id: z.string(), action: z.string(), at: z.string(), isSealed: z.boolean() })),
    })
    .nullable(),
  holds: z.array(hold),
});
