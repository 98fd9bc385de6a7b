import { z } from '@strapi/utils';
import { defineAdminEndpoint } from '#kernel';
import { businessCalendar } from '../domain/business-calendar';
import { CLOCK_KINDS, CLOCK_OUTCOMES } from '../domain/sla-clock';
import { PRIORITIES } from '../domain/ticket';
import { permissionUid } from '../permissions';
import { ticketId } from '../wire/ids';
import { followUpRule, slaPolicy, supportAgent } from '../wire/sla';
import { category } from '../wire/tickets';

const read = permissionUid('tickets.read');
const rules = permissionUid('tickets.rules');

const instant = z.iso.datetime().meta({ description: 'ISO 8601, UTC', example: '2026-11-22T18:00:00.000Z' });
const idOf = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`), `An id, e.g. "${prefix}_01kaqz3v8m4t6w0c9e5r2b7n1d"`);
const calendarId = idOf('cal').nullable().default(null).meta({ description: 'By whose hours time is counted; around the clock, where it is null' });

const one = <S extends z.ZodType>(shape: S) => z.strictObject({ data: shape });
const all = <S extends z.ZodType>(shape: S) => ({ 200: z.strictObject({ data: z.array(shape) }) });

const storedCalendar = businessCalendar.extend({ id: idOf('cal') });
const storedPolicy = z.strictObject({ ...slaPolicy.shape, id: idOf('sla'), calendarId: idOf('cal').nullable() });
const storedRule = z.strictObject({ ...followUpRule.shape, id: idOf('fur'), calendarId: idOf('cal').nullable() });
const storedAgent = z.strictObject({ ...supportAgent.shape, id: idOf('agt'), awayUntil: instant.nullable(), name: z.string().nullable(), openTickets: z.int().min(0), isAvailable: z.boolean() });

const newPolicy = slaPolicy.safeExtend({ calendarId });
const newRule = followUpRule.extend({ calendarId });

/** The four acts that each of them has. */
const editing = <P extends string, B extends z.ZodType, S extends z.ZodType>(name: string, path: P, prefix: string, what: string, body: B, stored: S) => ({
  list: defineAdminEndpoint({ id: `adminList${name}s`, method: 'GET', path: `/${path}`, summary: `All ${what}`, permission: read, request: {}, responses: all(stored) }),
  create: defineAdminEndpoint({ id: `adminCreate${name}`, method: 'POST', path: `/${path}`, summary: `Another of the ${what}`, permission: rules, request: { body }, responses: { 201: one(stored) } }),
  replace: defineAdminEndpoint({
    id: `adminReplace${name}`, method: 'PUT', path: `/${path}/:id`, summary: `Change one of the ${what}; what is absent is not there any more`,
    permission: rules, request: { params: z.object({ id: idOf(prefix) }), body }, responses: { 200: one(stored) },
  }),
  remove: defineAdminEndpoint({ id: `adminDelete${name}`, method: 'DELETE', path: `/${path}/:id`, summary: `Delete one of the ${what}`, permission: rules, request: { params: z.object({ id: idOf(prefix) }) }, responses: { 204: null } }),
});

export const calendars = editing('BusinessCalendar', 'business-calendars', 'cal', 'business calendars', businessCalendar, storedCalendar);
export const policies = editing('SlaPolicy', 'sla-policies', 'sla', 'SLA policies', newPolicy, storedPolicy);
export const followUpRules = editing('FollowUpRule', 'follow-up-rules', 'fur', 'follow-up rules', newRule, storedRule);
export const agents = editing('SupportAgent', 'support-agents', 'agt', 'support agents', supportAgent, storedAgent);

export const setAvailability = defineAdminEndpoint({
  id: 'adminSetAvailability', method: 'PUT', path: '/my-availability', summary: 'Say whether you take tickets now',
  permission: permissionUid('tickets.answer'),
  request: { body: z.strictObject({ isAway: z.boolean(), awayUntil: supportAgent.shape.awayUntil }) },
  responses: { 200: one(storedAgent) },
});

const clock = z.strictObject({
  clock: z.enum(CLOCK_KINDS),
  state: z.enum(['running', 'paused', ...CLOCK_OUTCOMES]),
  policyId: z.string().nullable(),
  targetSeconds: z.int().nullable(),
  warnAt: instant.nullable(),
  dueAt: instant.nullable().meta({ description: 'null while it is paused, and where nothing is promised' }),
  warnedAt: instant.nullable(),
  breachedAt: instant.nullable(),
  endedAt: instant.nullable(),
});

export const listClocks = defineAdminEndpoint({
  id: 'adminListTicketClocks', method: 'GET', path: '/tickets/:id/clocks', summary: 'What was promised about a ticket, and how it stands; the oldest first',
  permission: read,
  request: { params: z.object({ id: ticketId }) },
  responses: all(clock),
});

const preview = z.strictObject({
  openedAt: instant,
  policyId: z.string().nullable().meta({ description: 'null where nothing is promised' }),
  clocks: z.array(clock.pick({ clock: true, warnAt: true, dueAt: true })),
});

export const previewTicket = defineAdminEndpoint({
  id: 'adminPreviewTicketClocks', method: 'GET', path: '/sla-preview', summary: 'What would be promised about a ticket that is opened now',
  permission: read,
  request: { query: z.strictObject({ priority: z.enum(PRIORITIES).default('normal'), category: category.nullable().default(null) }) },
  responses: { 200: one(preview) },
});
