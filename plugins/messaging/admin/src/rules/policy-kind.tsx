import { useText } from '../text';
import { Cell } from './cell';
import { durationWords } from './duration';
import { bodyOfFilter, draftOfFilter, useCalendarName, useFilterWords, type FilterDraft } from './filter-fields';
import { PolicyForm } from './policy-form';
import type { RuleKind } from './rule-kind';
import type { Escalation, Policy } from './types';

export interface PolicyDraft extends FilterDraft {
  firstResponseSeconds: number | null;
  nextResponseSeconds: number | null;
  resolutionSeconds: number | null;
  warnAtPercent: number | null;
  escalations: readonly Escalation[];
}

function Cells({ rule }: { rule: Policy }) {
  const text = useText();
  const wordsOf = useFilterWords();
  const calendarName = useCalendarName();
  const promised = (seconds: number | null) => (seconds === null ? '–' : durationWords(seconds));
  return (
    <>
      <Cell strong>{rule.name}</Cell>
      <Cell>{wordsOf(rule)}</Cell>
      <Cell>{promised(rule.firstResponseSeconds)}</Cell>
      <Cell>{promised(rule.nextResponseSeconds)}</Cell>
      <Cell>{promised(rule.resolutionSeconds)}</Cell>
      <Cell>{calendarName(rule.calendarId)}</Cell>
      <Cell>{rule.escalations.length === 0 ? '–' : text('policies.escalationCount', { count: rule.escalations.length })}</Cell>
    </>
  );
}

/** What is promised to customers. */
export const policyKind: RuleKind<Policy, PolicyDraft> = {
  name: 'policies',
  path: '/messaging/sla-policies',
  columns: ['rules.name', 'rules.for', 'clock.first_response', 'clock.next_response', 'clock.resolution', 'rules.calendar', 'policies.escalations'],
  Cells,
  nameOf: ({ name }) => name,
  draftOf: (rule) => ({
    ...draftOfFilter(rule),
    firstResponseSeconds: rule?.firstResponseSeconds ?? null,
    nextResponseSeconds: rule?.nextResponseSeconds ?? null,
    resolutionSeconds: rule?.resolutionSeconds ?? null,
    warnAtPercent: rule?.warnAtPercent ?? null,
    escalations: rule?.escalations ?? [],
  }),
  bodyOf: ({ firstResponseSeconds, nextResponseSeconds, resolutionSeconds, warnAtPercent, escalations, ...filter }) => ({
    ...bodyOfFilter(filter), firstResponseSeconds, nextResponseSeconds, resolutionSeconds, warnAtPercent, escalations,
  }),
  Form: PolicyForm,
};
