import { z } from '@strapi/utils';
import { MOST_TARGET_SECONDS } from '../domain/sla-policy';
import { CLOCK_KINDS } from '../domain/sla-clock';
import { PRIORITIES } from '../domain/ticket';
import { staffId } from './ids';
import { category, tag, team } from './tickets';

const LEAST_TARGET_SECONDS = 60;
const MOST_ESCALATIONS = 20;
const MOST_ACTS = 10;
const MOST_STEPS = 10;
const LONGEST_TEXT = 4_000;
const MOST_CAPACITY = 1_000;

export const ruleName = z.string().trim().min(1).max(100).meta({ description: 'For people', example: 'Refunds' });

/** How a rule says for which tickets it is meant. */
const ticketFilter = {
  priority: z.enum(PRIORITIES).nullable().default(null).meta({ description: 'For tickets of this priority; any, where it is null' }),
  category: category.nullable().default(null).meta({ description: 'For tickets of this category; any, where it is null', example: 'refunds' }),
};

const escalationAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('assign'), staffId }),
  z.strictObject({ act: z.literal('reassign') }).meta({ description: 'Away from whoever has it, to whom the assignment finds' }),
  z.strictObject({ act: z.literal('set_priority'), priority: z.enum(PRIORITIES) }),
  z.strictObject({ act: z.literal('add_tag'), tag }),
  z.strictObject({ act: z.literal('tell_team'), team }),
]);

const escalation = z.strictObject({
  on: z.enum(['warned', 'breached']),
  clock: z.enum(CLOCK_KINDS).nullable().default(null).meta({ description: 'Of which clock; any, where it is null' }),
  acts: z.array(escalationAct).min(1).max(MOST_ACTS),
});

const target = (what: string) =>
  z.number().int().min(LEAST_TARGET_SECONDS).max(MOST_TARGET_SECONDS).nullable().default(null).meta({ description: `${what}, in seconds of business hours; nothing is promised where it is null`, example: 14_400 });

/** What is promised to customers. */
export const slaPolicy = z
  .strictObject({
    name: ruleName,
    ...ticketFilter,
    firstResponseSeconds: target('Until the first answer'),
    nextResponseSeconds: target('Until an answer to what a customer says later'),
    resolutionSeconds: target('Until it is done; the time for which we wait for the customer does not count'),
    warnAtPercent: z.number().int().min(1).max(99).nullable().default(null).meta({ description: 'How much of a time is used up when the staff are warned', example: 80 }),
    escalations: z.array(escalation).max(MOST_ESCALATIONS).default([]),
  })
  .refine(
    ({ firstResponseSeconds, nextResponseSeconds, resolutionSeconds }) => firstResponseSeconds !== null || nextResponseSeconds !== null || resolutionSeconds !== null,
    'A policy promises something. Give it firstResponseSeconds, nextResponseSeconds or resolutionSeconds.',
  );

const text = z.string().trim().min(1).max(LONGEST_TEXT);
const afterSeconds = z.number().int().min(60).max(MOST_TARGET_SECONDS).meta({ description: 'Seconds of business hours since we began to wait, or since the step before', example: 172_800 });

const step = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('remind'), afterSeconds, text }),
  z.strictObject({ act: z.literal('resolve'), afterSeconds, text: text.nullable().default(null).meta({ description: 'What the customer is told; nothing, where it is null' }) }),
]);

/** What is done for customers who do not answer. */
export const followUpRule = z.strictObject({
  name: ruleName,
  ...ticketFilter,
  steps: z
    .array(step)
    .min(1)
    .max(MOST_STEPS)
    .refine((steps) => steps.slice(0, -1).every(({ act }) => act !== 'resolve'), 'Nothing comes after a ticket is resolved. Make that the last step.'),
});

/** Who is given tickets, and how many. */
export const supportAgent = z.strictObject({
  staffId,
  team: team.nullable().default(null).meta({ description: 'Whose tickets they take beside those of no team', example: 'payments' }),
  capacity: z.number().int().min(0).max(MOST_CAPACITY).meta({ description: 'How many open tickets they are given at most', example: 20 }),
  isAway: z.boolean().default(false),
  awayUntil: z.coerce.date().nullable().default(null).meta({ description: 'When they are back; where it is null they say so themselves' }),
});
