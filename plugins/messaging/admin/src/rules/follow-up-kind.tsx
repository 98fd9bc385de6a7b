import { useText } from '../text';
import { Cell } from './cell';
import { durationWords } from './duration';
import { bodyOfFilter, draftOfFilter, useCalendarName, useFilterWords } from './filter-fields';
import { NEW_STEP, type FollowUpDraft } from './follow-up-draft';
import { FollowUpForm } from './follow-up-form';
import type { RuleKind } from './rule-kind';
import type { FollowUp } from './types';

function Cells({ rule }: { rule: FollowUp }) {
  const text = useText();
  const wordsOf = useFilterWords();
  const calendarName = useCalendarName();
  return (
    <>
      <Cell strong>{rule.name}</Cell>
      <Cell>{wordsOf(rule)}</Cell>
      <Cell>{rule.steps.map(({ act, afterSeconds }) => text(`step.after.${act}`, { span: durationWords(afterSeconds) })).join(', ')}</Cell>
      <Cell>{calendarName(rule.calendarId)}</Cell>
    </>
  );
}

/** What is done for customers who do not answer. */
export const followUpKind: RuleKind<FollowUp, FollowUpDraft> = {
  name: 'followUps',
  path: '/messaging/follow-up-rules',
  columns: ['rules.name', 'rules.for', 'followUps.steps', 'rules.calendar'],
  Cells,
  nameOf: ({ name }) => name,
  draftOf: (rule) => ({ ...draftOfFilter(rule), steps: rule?.steps.map(({ act, afterSeconds, text }) => ({ act, afterSeconds, text: text ?? '' })) ?? [NEW_STEP] }),
  bodyOf: ({ steps, ...filter }) => ({
    ...bodyOfFilter(filter),
    // A ticket may be resolved without a word; a reminder says something.
    steps: steps.map(({ act, afterSeconds, text }) => ({ act, afterSeconds, text: act === 'resolve' && text.trim() === '' ? null : text })),
  }),
  Form: FollowUpForm,
};
