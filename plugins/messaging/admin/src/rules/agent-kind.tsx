import { Td } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { Badge } from '../../../../kernel/admin/src/components/badge';
import { absoluteTime } from '../../../../kernel/admin/src/format/time';
import { useText } from '../text';
import { AgentForm } from './agent-form';
import { Cell } from './cell';
import { localMoment, momentOf } from './local-moment';
import type { RuleKind } from './rule-kind';
import type { Agent } from './types';

export interface AgentDraft {
  staffId: string;
  /** Of somebody who is an agent already, as they may have left. */
  name: string | null;
  team: string;
  capacity: number | null;
  isAway: boolean;
  /** As the browser's field has it. */
  awayUntil: string;
}

function Cells({ rule }: { rule: Agent }) {
  const text = useText();
  const { locale } = useIntl();
  const away = rule.awayUntil === null ? text('agents.away') : text('agents.awayUntil', { until: absoluteTime(rule.awayUntil, locale) });
  return (
    <>
      <Cell strong>{rule.name ?? text('agents.gone')}</Cell>
      <Cell>{rule.team ?? text('agents.noTeam')}</Cell>
      <Cell>{text('agents.load', { open: rule.openTickets, capacity: rule.capacity })}</Cell>
      <Td><Badge variant={rule.isAvailable ? 'success' : 'neutral'}>{rule.isAvailable ? text('agents.available') : rule.isAway ? away : text('agents.unable')}</Badge></Td>
    </>
  );
}

/** Who is given tickets, and how many. */
export const agentKind: RuleKind<Agent, AgentDraft> = {
  name: 'agents',
  path: '/messaging/support-agents',
  columns: ['agents.person', 'facts.team', 'agents.tickets', 'agents.state'],
  Cells,
  nameOf: ({ name, staffId }) => name ?? staffId,
  draftOf: (rule) => ({ staffId: rule?.staffId ?? '', name: rule?.name ?? null, team: rule?.team ?? '', capacity: rule?.capacity ?? 20, isAway: rule?.isAway ?? false, awayUntil: localMoment(rule?.awayUntil ?? null) }),
  bodyOf: ({ staffId, team, capacity, isAway, awayUntil }) => ({ staffId, team: team.trim() === '' ? null : team.trim(), capacity, isAway, awayUntil: isAway ? momentOf(awayUntil) : null }),
  Form: AgentForm,
};
