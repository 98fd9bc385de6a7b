import { z } from '@strapi/utils';
import { cursorSchema, limitSchema, nextCursorSchema } from '#kernel';
import { applicationMachine } from '../domain/application';
import { documentMachine } from '../domain/documents/document';
import { HAPPENING_KINDS } from '../domain/happening';
import { profileMachine } from '../domain/profile';
import { SIGNS } from '../services/reviews/duplicates';
import { decision, details } from './admin-schemas';
import { instant, level } from './level-schemas';

const state = z.enum(applicationMachine.states);

export const timelineQuery = z.strictObject({
  limit: limitSchema,
  cursor: cursorSchema.optional(),
  readings: z.enum(['with', 'without']).default('with').meta({ description: '`without` leaves out that somebody looked' }),
});

const happening = z.strictObject({
  at: instant,
  kind: z.enum(HAPPENING_KINDS),
  action: z.string().meta({ description: 'As in the audit chain', example: 'kyc_application.claimed' }),
  about: z.strictObject({ type: z.string(), id: z.string() }),
  by: z.strictObject({ type: z.enum(['user', 'staff', 'system']), id: z.string(), name: z.string().nullable().meta({ description: 'Of staff' }) }),
  data: z.record(z.string(), z.unknown()).meta({ description: 'Ids, states and codes' }),
});
export const timelineOut = z.strictObject({ data: z.array(happening), meta: z.strictObject({ nextCursor: nextCursorSchema }) });

export const attemptsOut = z.strictObject({
  attempts: z.array(
    z.strictObject({
      attempt: z.int(),
      submittedAt: instant,
      details: details.nullable().meta({ description: '`null` once the person was forgotten' }),
      identifiers: z.array(z.strictObject({ type: z.string(), masked: z.string() })),
      changed: z.array(z.string()).meta({ description: 'Details and types of numbers that are not what they were in the attempt before' }),
      documents: z.array(z.strictObject({ id: z.string(), type: z.string(), side: z.string(), version: z.int(), supersedes: z.string().nullable(), state: z.enum(documentMachine.states), isNew: z.boolean() })),
      decisions: z.array(decision),
    }),
  ),
  former: z
    .array(z.strictObject({ id: z.string(), level, state, attempt: z.int(), submittedAt: instant.nullable(), decidedAt: instant.nullable(), reasonCodes: z.array(z.string()) }))
    .meta({ description: 'Other applications of the same person, the latest first' }),
});

const match = z.strictObject({
  sign: z.enum(SIGNS).meta({ description: '`name` is name and date of birth' }),
  own: z.string().nullable().meta({ description: 'The type of the number, or the document of this application whose file it is' }),
  applicationId: z.string(),
  documentId: z.string().nullable(),
});
export const duplicate = z.strictObject({
  personId: z.string(),
  matches: z.array(match),
  profile: z.strictObject({ level, state: z.enum(profileMachine.states) }).nullable(),
  latest: z.strictObject({ id: z.string(), level, state, submittedAt: instant, decidedAt: instant.nullable() }).meta({ description: 'The last application that this person handed in' }),
});
