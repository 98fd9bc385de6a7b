import type { z } from '@strapi/utils';
import type { Tx } from '#kernel';
import { businessCalendar } from '../../domain/business-calendar';
import { AgentExists, CalendarInUse, RuleExists } from '../../domain/sla-errors';
import { followUpRule, slaPolicy, supportAgent } from '../../wire/sla';
import { cannedReplies } from '../canned-replies/editable';
import { macros } from '../macros/editable';
import { assertMayAnswer } from '../tickets/assign';

/** What staff edit, by whatever way: through our routes, or in the content manager. */
export interface Editable {
  uid: 'plugin::messaging.business-calendar' | 'plugin::messaging.sla-policy' | 'plugin::messaging.follow-up-rule' | 'plugin::messaging.support-agent' | 'plugin::messaging.canned-reply' | 'plugin::messaging.macro';
  /** Prefix of its ids. */
  prefix: string;
  /** What the audit calls it. */
  subject: string;
  table: string;
  shape: z.ZodObject;
  hasCalendar: boolean;
  /** How many there can be, where it is not the usual number. */
  most?: number;
  /** What `shape` cannot say because it looks at other rows. `id` is null for what is new. @throws the refusal */
  assertFits?(tx: Tx, id: string | null, values: Record<string, unknown>): Promise<void>;
  assertMayGo?(tx: Tx, id: string): Promise<void>;
}

/** The database has a rule for this too; it cannot say it so well. */
const oneForEach = (table: string) => async (tx: Tx, id: string | null, { priority, category }: Record<string, unknown>) => {
  const [other] = await tx.query<{ name: string }>(
    `SELECT name FROM ${table} WHERE coalesce(priority, '') = coalesce($1, '') AND coalesce(category, '') = coalesce($2, '') AND document_id IS DISTINCT FROM $3`,
    [priority, category, id],
  );
  if (other) throw new RuleExists(other);
};

export const calendars: Editable = {
  uid: 'plugin::messaging.business-calendar',
  prefix: 'cal',
  subject: 'business_calendar',
  table: 'business_calendars',
  shape: businessCalendar,
  hasCalendar: false,
  async assertMayGo(tx, id) {
    const [user] = await tx.query<{ usedBy: string }>(
      `SELECT p.name AS "usedBy" FROM business_calendars c JOIN sla_policies_calendar_lnk l ON l.business_calendar_id = c.id JOIN sla_policies p ON p.id = l.sla_policy_id WHERE c.document_id = $1
       UNION ALL SELECT f.name FROM business_calendars c JOIN follow_up_rules_calendar_lnk l ON l.business_calendar_id = c.id JOIN follow_up_rules f ON f.id = l.follow_up_rule_id WHERE c.document_id = $1`,
      [id],
    );
    if (user) throw new CalendarInUse(user);
  },
};

export const policies: Editable = {
  uid: 'plugin::messaging.sla-policy', prefix: 'sla', subject: 'sla_policy', table: 'sla_policies', shape: slaPolicy, hasCalendar: true, assertFits: oneForEach('sla_policies'),
};

export const followUpRules: Editable = {
  uid: 'plugin::messaging.follow-up-rule', prefix: 'fur', subject: 'follow_up_rule', table: 'follow_up_rules', shape: followUpRule, hasCalendar: true, assertFits: oneForEach('follow_up_rules'),
};

export const agents: Editable = {
  uid: 'plugin::messaging.support-agent',
  prefix: 'agt',
  subject: 'support_agent',
  table: 'support_agents',
  shape: supportAgent,
  hasCalendar: false,
  async assertFits(tx, id, { staffId }) {
    const [known] = await tx.query<{ id: string; staff_id: string }>('SELECT document_id AS id, staff_id FROM support_agents WHERE staff_id = $1 OR document_id = $2', [staffId, id]);
    if (known && known.id !== id) throw new AgentExists();
    // Whoever has left stays what they are, so that what is said of them can still be changed.
    if (known?.staff_id !== staffId) await assertMayAnswer(tx, String(staffId));
  },
};

export const EDITABLES: readonly Editable[] = [calendars, policies, followUpRules, agents, cannedReplies, macros];
