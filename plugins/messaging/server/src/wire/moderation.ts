import { z } from '@strapi/utils';
import { LONGEST_COMMENT, LONGEST_REASON, REPORT_OUTCOMES, REPORT_REASONS } from '../domain/report';
import { SANCTION_KINDS } from '../domain/sanction';
import { messageId, roomId, seq, userId } from './ids';
import { person } from './tickets';

const idOf = (prefix: string, what: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`), `The id of a ${what}, e.g. "${prefix}_01kaqz3v8m4t6w0c9e5r2b7n1d"`)
    .meta({ description: `Public id of a ${what}`, example: `${prefix}_01kaqz3v8m4t6w0c9e5r2b7n1d` });
const instant = z.iso.datetime().meta({ description: 'ISO 8601, UTC', example: '2026-11-22T18:00:00.000Z' });
const actorId = z.string().meta({ description: 'Who decided: a moderator of the API, or a member of staff', example: 'usr_01kaqz3v8m4t6w0c9e5r2b7n1d' });

/** PostgreSQL cannot store a NUL. */
const words = (most: number) => z.string().trim().min(1).max(most).refine((text) => !text.includes('\0'), 'No NUL character');

export const reportId = idOf('rep', 'report');
export const sanctionId = idOf('san', 'sanction');

const until = z.iso
  .datetime({ offset: true, error: 'A moment of ISO 8601, e.g. "2026-12-24T18:00:00Z"' })
  .refine((text) => Date.parse(text) > 0 && new Date(text).getUTCFullYear() < 2_200, 'A moment before the year 2200')
  .transform((text) => new Date(text))
  .meta({ description: 'When it ends', example: '2026-12-24T18:00:00Z' });
const why = words(LONGEST_REASON).meta({ description: 'Why. The person it is about reads it', example: 'Insults, after a warning' });
const kind = z.enum(SANCTION_KINDS).meta({ description: '`mute` may read and says nothing; `ban` is out', example: 'mute' });
const nowhere = roomId.nullable().meta({ description: 'null: everywhere' });

export const newReport = z.strictObject({
  reason: z.enum(REPORT_REASONS),
  comment: words(LONGEST_COMMENT).optional().meta({ description: 'For the moderators', example: 'Third time today' }),
});

export const resolution = z
  .strictObject({
    outcome: z.enum(REPORT_OUTCOMES).meta({ description: 'Nothing; the message is taken away; its author is muted or banned until `until`' }),
    note: words(LONGEST_REASON).optional().meta({ description: 'Why. Whoever is muted or banned reads it', example: 'Sells counterfeit cards' }),
    until: until.optional(),
    scope: z.enum(['room', 'everywhere']).optional().meta({ description: 'Where its author is muted or banned; `room` if absent' }),
  })
  .refine(({ outcome, until: end }) => (outcome === 'muted' || outcome === 'banned') === (end !== undefined), { path: ['until'], message: 'For "muted" and "banned", and for nothing else' })
  .refine(({ outcome, scope }) => outcome === 'muted' || outcome === 'banned' || scope === undefined, { path: ['scope'], message: 'For "muted" and "banned" only' });

export const newSanction = z.strictObject({
  userId,
  kind,
  roomId: roomId.optional().meta({ description: 'Everywhere, if absent' }),
  until,
  reason: why,
});

export const removal = z.strictObject({ reason: why });
export const slowMode = z.strictObject({
  seconds: z.number().int().min(0).max(21_600).meta({ description: 'How long each member waits between two messages; 0 to 21600, 0 is no wait', example: 30 }),
});

export const report = z.strictObject({
  id: reportId,
  messageId,
  roomId,
  authorId: z.string().meta({ description: 'Who wrote the message' }),
  reporterId: z.string(),
  reason: z.enum(REPORT_REASONS),
  comment: z.string().nullable(),
  createdAt: instant,
  outcome: z.enum(REPORT_OUTCOMES).nullable().meta({ description: 'null: nobody has settled it' }),
  note: z.string().nullable(),
  resolvedBy: actorId.nullable(),
  resolvedAt: instant.nullable(),
});

export const reportFile = report.extend({
  evidence: z.strictObject({ text: z.string(), version: z.number().int() }).nullable().meta({ description: 'What the message said when it was reported; null once that was erased' }),
  context: z
    .array(z.strictObject({ messageId, seq, senderId: z.string(), text: z.string().nullable(), sentAt: instant }))
    .meta({ description: 'The message among a few others as they are now, the oldest first; the text is null once it was deleted' }),
  reports: z.number().int().min(1).meta({ description: 'How many have reported it', example: 1 }),
});

export const sanction = z.strictObject({
  id: sanctionId,
  userId,
  kind,
  roomId: nowhere,
  until: instant,
  reason: z.string(),
  decidedBy: actorId,
  decidedAt: instant,
  liftedBy: actorId.nullable(),
  liftedAt: instant.nullable(),
});
/** As the person sees it. */
export const ownSanction = sanction.pick({ id: true, kind: true, roomId: true, until: true, reason: true, decidedAt: true });

/** Whom and what an answer to staff is about. */
export const concerned = {
  people: z.array(person).meta({ description: 'By the names that staff know; null where they are gone' }),
  rooms: z.array(
    z.strictObject({ id: roomId, kind: z.enum(['direct', 'group', 'ticket']), title: z.string().nullable(), members: z.int().min(0), slowModeSeconds: z.int().min(0) }),
  ),
};
