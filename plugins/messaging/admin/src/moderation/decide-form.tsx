import { Button, Checkbox, Field, Flex, Textarea } from '@strapi/design-system';
import { useState, type FormEvent } from 'react';
import { issueAt } from '../../../../kernel/admin/src/api/refusal';
import { RefusalNote } from '../../../../kernel/admin/src/components/refusal-note';
import { useText } from '../text';
import { isSanction, scopeOf, UNDECIDED, type Decision } from './decision';
import { Radios } from '../../../../kernel/admin/src/components/radios';
import { LONGEST_REASON, OUTCOMES, type ReportFile, type Room } from './types';
import { UntilField } from './until-field';
import { useResolve } from './use-resolve';

/** Settles a report: what is to be done, for how long, and why. */
export function DecideForm({ report, room, onSettled }: { report: ReportFile; room: Room | undefined; onSettled(): void }) {
  const text = useText();
  const [decision, setDecision] = useState<Decision>(UNDECIDED);
  const { resolve, isRunning, refusal } = useResolve(report, room, onSettled);
  const change = (by: Partial<Decision>) => setDecision((before) => ({ ...before, ...by }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void resolve(decision);
  };
  const places = decision.outcome === 'banned' && room?.kind === 'direct' ? (['everywhere'] as const) : (['room', 'everywhere'] as const);
  return (
    <form onSubmit={submit} noValidate>
      <Flex direction="column" alignItems="stretch" gap={5}>
        <Radios
          label={text('decide.question')}
          value={decision.outcome}
          options={OUTCOMES.map((value) => ({ value, label: text(`decide.${value}`), hint: text(`decide.${value}Hint`) }))}
          onChange={(outcome) => change({ outcome })}
        />
        {isSanction(decision) ? (
          <>
            <UntilField until={decision.until} error={issueAt(refusal, 'until')} onChange={(until) => change({ until })} />
            <Radios label={text('where.label')} value={scopeOf(decision, room)} options={places.map((value) => ({ value, label: text(`where.${value}`) }))} error={issueAt(refusal, 'scope')} onChange={(scope) => change({ scope })} />
            <Checkbox checked={decision.isRemovedToo} onCheckedChange={(checked) => change({ isRemovedToo: checked === true })}>{text('decide.alsoRemove')}</Checkbox>
          </>
        ) : null}
        <Field.Root hint={text('decide.noteHint')} {...withError(issueAt(refusal, 'note'))}>
          <Field.Label>{text('decide.note')}</Field.Label>
          <Textarea value={decision.note} maxLength={LONGEST_REASON} onChange={(event) => change({ note: event.target.value })} />
          <Field.Hint />
          <Field.Error />
        </Field.Root>
        <RefusalNote refusal={refusal} />
        <Button type="submit" loading={isRunning} variant={decision.outcome === 'banned' ? 'danger' : 'default'}>{text('decide.submit')}</Button>
      </Flex>
    </form>
  );
}

const withError = (error: string | undefined) => (error === undefined ? {} : { error });
