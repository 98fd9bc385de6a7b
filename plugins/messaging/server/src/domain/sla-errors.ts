import { defineError } from '#kernel';

export const CalendarInUse = defineError<{ usedBy: string }>(
  'TICKET_CALENDAR_IN_USE',
  409,
  ({ usedBy }) => `"${usedBy}" counts its time by this calendar. Give it another one first.`,
  'A business calendar is deleted that a policy or a follow-up rule goes by.',
);
export const CalendarUnknown = defineError('TICKET_CALENDAR_UNKNOWN', 422, 'There is no business calendar with this id.');
export const RuleExists = defineError<{ name: string }>(
  'TICKET_RULE_EXISTS',
  409,
  ({ name }) => `"${name}" is for the same priority and category already. Change that one.`,
  'A second policy, or a second follow-up rule, is made for the same tickets.',
);
export const TooManyRules = defineError<{ most: number }>('TICKET_TOO_MANY_RULES', 409, ({ most }) => `There are ${most} of these already, which is the most there can be. Delete one first.`, 'There are as many policies, rules, calendars or agents as there can be.');
export const AgentExists = defineError('TICKET_AGENT_EXISTS', 409, 'This member of staff is an agent already. Change what is said of them.');
export const NoAgent = defineError('TICKET_NO_AGENT', 409, 'You are not given tickets, so there is nothing to be away from. Somebody who may change the rules makes you an agent.', 'Staff who are no agents say when they are away.');
export const ReportTooBroad = defineError('TICKET_REPORT_TOO_BROAD', 422, 'There are too many tickets in this range. Ask for fewer days.', 'A report was given up after ten seconds.');
