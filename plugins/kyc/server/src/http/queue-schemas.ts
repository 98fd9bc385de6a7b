import { z } from '@strapi/utils';
import { cursorSchema, isId, limitSchema, nextCursorSchema } from '#kernel';
import { applicationMachine, type ApplicationState } from '../domain/application';
import { compactIdentifier, findIdentifierType } from '../domain/identifiers';
import { RISKS } from '../domain/profile';
import { MOST_COUNTED, QUEUE_VIEWS } from '../services/reviews/queue-counts';
import { QUEUE_ORDERS } from '../services/reviews/queue-pages';
import { applicationId } from './application-schemas';
import { instant, level } from './level-schemas';

const state = z.enum(applicationMachine.states);
/** Who holds an application now, and how long; `null` for nobody. */
export const holder = z.strictObject({ by: z.strictObject({ id: z.string(), name: z.string() }), until: instant }).nullable();
const risk = z.enum(RISKS);
/** In an address. */
const yes = z.literal('true').transform((): true => true);
const order = z.enum(QUEUE_ORDERS).meta({ description: '`due`: what is due first. `risk`: high before standard before low, then what is due. `newest`: what was handed in last' });

const states = z
  .string()
  .transform((text) => [...new Set(text.split(','))])
  .pipe(z.array(state).min(1))
  .transform((list): readonly ApplicationState[] => list)
  .meta({ description: 'One or more states, with commas between; what waits for a reviewer if absent', example: 'in_review,second_review' });

export const queueQuery = z.strictObject({
  limit: limitSchema,
  cursor: cursorSchema.optional(),
  order: order.default('due'),
  state: states.optional(),
  level: level.optional(),
  risk: risk.optional(),
  claimed: z.enum(['free', 'mine', 'others']).optional(),
  overdue: yes.optional(),
  secondReview: yes.optional().meta({ description: 'Those that two people must agree on' }),
  openHits: yes.optional().meta({ description: 'Those with a screening hit that nobody has decided' }),
  personId: z.string().max(40).optional(),
});

export const queueRow = z.strictObject({
  id: applicationId,
  personId: z.string(),
  level,
  state,
  attempt: z.int(),
  risk,
  needsSecondReview: z.boolean(),
  isDecidedByYou: z.boolean().meta({ description: 'You have decided about this attempt: what is left is somebody else’s' }),
  submittedAt: instant,
  dueAt: instant,
  isOverdue: z.boolean(),
  claim: holder,
  flags: z.strictObject({ sharedNumber: z.boolean(), sharedFile: z.boolean(), sharedName: z.boolean(), openHits: z.boolean() }).meta({ description: 'What another person has handed in, too, and whether a screening hit is not decided' }),
});
export const queueOut = z.strictObject({ data: z.array(queueRow), meta: z.strictObject({ nextCursor: nextCursorSchema }) });

export const count = z.strictObject({ count: z.int(), isMore: z.boolean().meta({ description: `More than ${MOST_COUNTED}, which are not counted` }) });
export const countsOut = z.strictObject(Object.fromEntries(QUEUE_VIEWS.map((view) => [view, count])) as Record<(typeof QUEUE_VIEWS)[number], typeof count>);

const MOST_EXCEPT = 100;
export const claimNextBody = z.strictObject({
  order: z.enum(QUEUE_ORDERS).default('due'),
  states: z.array(z.enum(['in_review', 'second_review'])).min(1).optional(),
  level: level.optional(),
  risk: risk.optional(),
  overdue: z.literal(true).optional(),
  secondReview: z.literal(true).optional(),
  openHits: z.literal(true).optional(),
  except: z.array(applicationId).max(MOST_EXCEPT).default([]).meta({ description: 'What you have put aside' }),
});

const number = z
  .strictObject({ by: z.literal('number'), type: z.string().max(40), value: z.string().min(1).max(60) })
  .transform(({ by, type, value }, context) => {
    const known = findIdentifierType(type);
    const compact = compactIdentifier(type, value);
    if (!known) context.addIssue({ code: 'custom', path: ['type'], message: 'No type of number that we know, e.g. "nin", "bvn", "passport" or "gh.tin"' });
    else if (compact === undefined) context.addIssue({ code: 'custom', path: ['value'], message: `Not a ${known.label}: expected ${known.form}` });
    return { by, type, value: compact ?? '' };
  });

export const searchBody = z.union([
  number,
  z.strictObject({ by: z.literal('application'), value: applicationId }),
  z.strictObject({ by: z.literal('person'), value: z.string().refine((text) => isId('usr', text), 'The id of a person, usr_…') }),
  z.strictObject({ by: z.literal('email'), value: z.email().max(254) }),
]);
