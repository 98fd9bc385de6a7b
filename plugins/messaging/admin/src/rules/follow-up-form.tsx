import { Button, Flex, Grid, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { issueAt } from '../../../../kernel/admin/src/api/refusal';
import { useText } from '../text';
import { Block } from './block';
import { DurationField } from './duration-field';
import { ChoiceField, WordsField } from './fields';
import { FilterFields } from './filter-fields';
import { NEW_STEP, type FollowUpDraft, type StepDraft } from './follow-up-draft';
import { without } from './list-editing';
import type { FormProps } from './rule-kind';

const ACTS = ['remind', 'resolve'] as const;

export function FollowUpForm({ draft, refusal, onChange }: FormProps<FollowUpDraft>) {
  const text = useText();
  const { steps } = draft;
  const set = (place: number, change: Partial<StepDraft>) => onChange({ steps: steps.map((step, at) => (at === place ? { ...step, ...change } : step)) });
  return (
    <>
      <FilterFields draft={draft} refusal={refusal} onChange={onChange} />
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Typography variant="delta" tag="h3" textColor="neutral800">{text('followUps.steps')}</Typography>
        {steps.map((step, place) => (
          <Block key={place} title={text('step.title', { number: place + 1 })} removeLabel={text('step.remove', { number: place + 1 })} onRemove={() => onChange({ steps: without(steps, place) })}>
            <Flex direction="column" alignItems="stretch" gap={4}>
              <Grid.Root gap={4}>
                <Grid.Item col={6} xs={12} alignItems="flex-start"><ChoiceField label={text('step.act')} value={step.act} options={ACTS.map((act) => [act, text(`step.${act}`)])} error={issueAt(refusal, 'steps', place, 'act')} onChange={(act) => set(place, { act })} /></Grid.Item>
                <Grid.Item col={6} xs={12} alignItems="flex-start"><DurationField isRequired label={text('step.afterLabel')} hint={text(place === 0 ? 'step.afterAnswer' : 'step.afterStep')} error={issueAt(refusal, 'steps', place, 'afterSeconds')} seconds={step.afterSeconds} onChange={(afterSeconds) => set(place, { afterSeconds })} /></Grid.Item>
              </Grid.Root>
              <WordsField isRequired={step.act === 'remind'} label={text('step.text')} {...(step.act === 'resolve' ? { hint: text('step.silent') } : {})} value={step.text} error={issueAt(refusal, 'steps', place, 'text')} onChange={(words) => set(place, { text: words })} />
            </Flex>
          </Block>
        ))}
        <Flex><Button type="button" size="S" variant="secondary" startIcon={<Plus />} onClick={() => onChange({ steps: [...steps, NEW_STEP] })}>{text('step.add')}</Button></Flex>
      </Flex>
    </>
  );
}
