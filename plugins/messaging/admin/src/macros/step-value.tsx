import { Flex, SingleSelect, SingleSelectOption, Textarea } from '@strapi/design-system';
import { useRef } from 'react';
import { PRIORITIES, type StaffPerson, type TicketPriority } from '../api/types';
import type { CannedReply } from '../canned/types';
import { VariablesBar } from '../canned/variables-bar';
import { spanOf } from '../../../../kernel/admin/src/format/due';
import { useText } from '../text';
import { toLabel } from '../ticket/label';
import { LabelInput } from './label-input';
import { tagsOf } from './tags';
import { MOVES, SNOOZES, type MacroStep } from './types';

interface Props {
  step: MacroStep;
  people: readonly StaffPerson[];
  replies: readonly CannedReply[];
  onChange(step: MacroStep): void;
}

/** The select takes an empty value for none at all. */
const NOBODY = '-';

/** What a step needs to know, where it needs anything. */
export function StepValue({ step, people, replies, onChange }: Props) {
  const text = useText();
  const label = text(`step.${step.act}`);
  const choice = (value: string | number, options: readonly (readonly [string | number, string])[], choose: (chosen: string) => MacroStep) => (
    <SingleSelect aria-label={label} value={value} onChange={(chosen) => onChange(choose(String(chosen)))}>
      {options.map(([key, words]) => <SingleSelectOption key={key} value={key}>{words}</SingleSelectOption>)}
    </SingleSelect>
  );
  const word = (value: string | null, hint: string, set: (value: string | null) => MacroStep) => (
    <LabelInput label={label} hint={hint} value={value ?? ''} onSet={(typed) => {
      const wanted = toLabel(typed) ?? null;
      onChange(set(wanted));
      return wanted ?? '';
    }} />
  );
  switch (step.act) {
    case 'take':
      return null;
    case 'reply':
    case 'note':
      return <StepText step={step} label={label} onChange={onChange} />;
    case 'reply_canned':
      return choice(step.cannedReplyId, replies.map(({ id, shortcut, title }) => [id, `/${shortcut} · ${title}`]), (cannedReplyId) => ({ ...step, cannedReplyId }));
    case 'assign':
      return choice(step.staffId ?? NOBODY, [[NOBODY, text('sidebar.nobody')], ...people.map(({ id, name }) => [id, name ?? text('person.colleague')] as const)], (chosen) => ({ ...step, staffId: chosen === NOBODY ? null : chosen }));
    case 'set_team':
      return word(step.team, text('step.noTeam'), (team) => ({ ...step, team }));
    case 'set_category':
      return word(step.category, text('step.noCategory'), (category) => ({ ...step, category }));
    case 'set_priority':
      return choice(step.priority, PRIORITIES.map((priority) => [priority, text(`priority.${priority}`)]), (priority) => ({ ...step, priority: priority as TicketPriority }));
    case 'add_tags':
    case 'remove_tags':
      return <LabelInput label={label} hint={text('step.tagsHint')} value={step.tags.join(', ')} onSet={(typed) => {
        const tags = tagsOf(typed);
        onChange({ ...step, tags });
        return tags.join(', ');
      }} />;
    case 'move':
      return choice(step.state, MOVES.map((state) => [state, text(`state.${state}`)]), (chosen) => ({ ...step, state: MOVES.find((state) => state === chosen) ?? step.state }));
    case 'snooze': {
      // Made over the API it may be another time.
      const times = SNOOZES.some((seconds) => seconds === step.forSeconds) ? SNOOZES : [step.forSeconds, ...SNOOZES];
      return choice(step.forSeconds, times.map((seconds) => [seconds, spanOf(seconds * 1_000)]), (seconds) => ({ ...step, forSeconds: Number(seconds) }));
    }
  }
}

function StepText({ step, label, onChange }: { step: Extract<MacroStep, { text: string }>; label: string; onChange(step: MacroStep): void }) {
  const field = useRef<HTMLTextAreaElement>(null);
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Textarea ref={field} aria-label={label} required maxLength={4_000} value={step.text} onChange={(event) => onChange({ ...step, text: event.target.value })} />
      <VariablesBar field={field} text={step.text} onChange={(written) => onChange({ ...step, text: written })} />
    </Flex>
  );
}
