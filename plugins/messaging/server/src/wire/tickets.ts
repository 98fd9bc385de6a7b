import { z } from '@strapi/utils';
import { CLOCK_KINDS } from '../domain/sla-clock';
import { CHANNELS, CUSTOMERS_STATES, MOST_TAGS, MOVABLE_STATES, PRIORITIES, ticketMachine } from '../domain/ticket';
import { clientId, guestId, memberId, roomId, staffId, ticketId, userId } from './ids';
import { messageText } from './messages';

const instant = z.iso.datetime().meta({ description: 'ISO 8601, UTC', example: '2026-11-22T18:00:00.000Z' });

/** One line of text. */
const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !/[\0-\x1f\x7f]/.test(text), 'One line, without control characters');

export const subject = line(200).meta({ description: 'What it is about, in one line', example: 'The money has not arrived' });
export const priority = z.enum(PRIORITIES);
/** A word for machines, e.g. `refunds`. */
const label = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'Up to 40 small letters, digits, - and _, e.g. "refunds"');
export const category = label.meta({ description: 'A category of yours', example: 'refunds' });
export const team = label.meta({ description: 'A team of yours', example: 'payments' });
export const tag = label.meta({ example: 'vip' });
export const tags = z.array(tag).max(MOST_TAGS).meta({ description: 'All of them; in the order of the alphabet', example: ['vip'] });

export const relatesTo = z
  .strictObject({ type: z.string().regex(/^[a-z_]{1,40}$/, 'e.g. "payment"'), id: z.string().regex(/^[a-z]+_[0-9a-hjkmnp-tv-z]{26}$/, 'A public id, e.g. "pay_01kaqz3v8m4t6w0c9e5r2b7n1d"') })
  .meta({ description: 'What the ticket is about', example: { type: 'payment', id: 'pay_01kaqz3v8m4t6w0c9e5r2b7n1d' } });

export const openTicket = z.strictObject({ subject, text: messageText, category: category.optional(), priority: priority.optional(), relatesTo: relatesTo.optional() });

const common = {
  id: ticketId,
  number: z.int().meta({ description: 'For people: #1042', example: 1042 }),
  subject,
  priority,
  category: category.nullable(),
  channel: z.enum(CHANNELS),
  relatesTo: relatesTo.nullable(),
  roomId: roomId.meta({ description: 'Its conversation: a room like any other' }),
  openedAt: instant,
  updatedAt: instant.meta({ description: 'When something of it changed that you may see' }),
  firstAnsweredAt: instant.nullable(),
  resolvedAt: instant.nullable(),
  closedAt: instant.nullable(),
  mergedInto: ticketId.nullable().meta({ description: 'The ticket that goes on with this one' }),
  rating: z.int().min(1).max(5).nullable(),
  ratingComment: z.string().nullable(),
  reopenUntil: instant.nullable().meta({ description: 'Until then its customer may open it again' }),
};

/** As its customer sees it. */
export const ticket = z.strictObject({
  ...common,
  state: z.enum(CUSTOMERS_STATES),
  unread: z.int().min(0).meta({ description: 'Messages of the conversation that you have not read', example: 1 }),
  agents: z.array(z.strictObject({ id: z.string(), name: z.string() })).meta({ description: 'Staff who have answered', example: [{ id: 'stf_01kaqz3v8m4t6w0c9e5r2b7n1d', name: 'Ada' }] }),
});

export const person = z.strictObject({ id: memberId, name: z.string().nullable() });

/** As staff see it. */
export const staffTicket = z.strictObject({
  ...common,
  state: z.enum(ticketMachine.states),
  tags,
  moves: z.array(z.enum(MOVABLE_STATES)).meta({ description: 'Where staff may move it from here' }),
  team: team.nullable(),
  snoozedUntil: instant.nullable(),
  requester: person,
  assignee: person.nullable(),
  sla: z
    .strictObject({ clock: z.enum(CLOCK_KINDS), dueAt: instant, isBreached: z.boolean() })
    .nullable()
    .meta({ description: 'What is due first of what was promised; null where nothing is, or we wait for the customer' }),
  staffRoomId: roomId.meta({ description: 'Its room for staff: notes, and what staff do' }),
});

export const assignment = z.strictObject({
  assigneeId: staffId.nullable().meta({ description: 'null for nobody' }),
  team: team.nullable().optional().meta({ description: 'As it is, if absent' }),
});
export const move = z.strictObject({ state: z.enum(MOVABLE_STATES) });
/** What is absent stays. */
export const labels = z.strictObject({ priority: priority.optional(), category: category.nullable().optional(), tags: tags.optional() });

export const rating = z.strictObject({
  rating: z.int().min(1, 'A whole number from 1 to 5').max(5, 'A whole number from 1 to 5').meta({ example: 5 }),
  comment: z.string().trim().min(1).max(2_000).refine((text) => !text.includes('\0'), 'No NUL character').optional().meta({ example: 'Quick and kind' }),
});
export const snooze = z.strictObject({
  until: z.iso.datetime({ offset: true }).transform((text) => new Date(text)).nullable().meta({ description: 'ISO 8601 with a zone; null takes it up again', example: '2026-11-24T08:00:00.000Z' }),
});
export const scheduleReply = z.strictObject({
  clientMessageId: clientId,
  text: messageText,
  sendAt: z.iso.datetime({ offset: true }).transform((text) => new Date(text)).meta({ description: 'ISO 8601 with a zone', example: '2026-11-24T08:00:00.000Z' }),
});
/** Of an answer that is sent later. */
export const scheduledReplyId = z.string().regex(/^sch_[0-9a-hjkmnp-tv-z]{26}$/, 'The id of an answer that is sent later, e.g. "sch_01kaqz3v8m4t6w0c9e5r2b7n1d"');
export const scheduledReply = z.strictObject({
  id: scheduledReplyId,
  authorId: staffId,
  text: z.string(),
  sendAt: instant,
  failedCode: z.string().nullable().meta({ description: 'Why it could not be sent; take it away, or send it anew' }),
});
export const merge = z.strictObject({ into: ticketId });

const inQuery = <T extends string>(values: readonly T[]) =>
  z
    .string()
    .max(200)
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(values)))
    .meta({ description: 'One or more, separated by commas', example: values[0] });

export const queueFilters = z.strictObject({
  state: inQuery(ticketMachine.states).optional(),
  assigneeId: z.union([staffId, z.enum(['none', 'me'])]).optional().meta({ description: '`none` for nobody’s, `me` for your own' }),
  team: team.optional(),
  priority: priority.optional(),
  category: category.optional(),
  tag: tag.optional(),
  requesterId: z.union([userId, guestId]).optional(),
  number: z.string().regex(/^#?\d{1,9}$/, 'A number, e.g. "1042"').transform((text) => Number(text.replace('#', ''))).optional(),
  text: line(200).optional().meta({ description: 'Words of the subject' }),
  sla: z.enum(['breaching']).optional().meta({ description: '`breaching` for those about which a promise is about to be broken, or was' }),
  snoozed: z.enum(['true', 'false']).optional().transform((text) => (text === undefined ? undefined : text === 'true')).meta({ description: 'Only those that were put aside, or only others' }),
  order: z.enum(['newest', 'oldest']).optional().transform((order) => order ?? 'newest'),
});
