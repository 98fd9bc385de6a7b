import { Button, Flex, Grid, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { issueAt, type Refusal } from '../../../../kernel/admin/src/api/refusal';
import type { ClockKind } from '../api/types';
import { useText } from '../text';
import { Block } from './block';
import { EscalationActField, newAct } from './escalation-act-field';
import { ChoiceField } from './fields';
import { withItem, without } from './list-editing';
import { useRules } from './rules-context';
import { CLOCKS, type Escalation } from './types';

const ANY = 'any';
const MOMENTS = ['warned', 'breached'] as const;

interface Props {
  escalations: readonly Escalation[];
  refusal: Refusal | undefined;
  onChange(escalations: readonly Escalation[]): void;
}

/** What is done when a promise is about to be broken, or was. */
export function EscalationsField({ escalations, refusal, onChange }: Props) {
  const text = useText();
  const { staff } = useRules();
  const set = (place: number, change: Partial<Escalation>) => onChange(escalations.map((escalation, at) => (at === place ? { ...escalation, ...change } : escalation)));
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Typography variant="delta" tag="h3" textColor="neutral800">{text('policies.escalations')}</Typography>
      {escalations.map((escalation, place) => (
        <Block key={place} title={text('escalation.title', { number: place + 1 })} removeLabel={text('escalation.remove', { number: place + 1 })} onRemove={() => onChange(without(escalations, place))}>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Grid.Root gap={4}>
              <Grid.Item col={6} xs={12}><ChoiceField label={text('escalation.on')} value={escalation.on} options={MOMENTS.map((on) => [on, text(`escalation.${on}`)])} error={issueAt(refusal, 'escalations', place, 'on')} onChange={(on) => set(place, { on })} /></Grid.Item>
              <Grid.Item col={6} xs={12}>
                <ChoiceField
                  label={text('escalation.clock')}
                  value={escalation.clock ?? ANY}
                  options={[[ANY, text('rules.any')], ...CLOCKS.map((clock) => [clock, text(`clock.${clock}`)] as const)]}
                  error={issueAt(refusal, 'escalations', place, 'clock')}
                  onChange={(clock) => set(place, { clock: clock === ANY ? null : (clock as ClockKind) })}
                />
              </Grid.Item>
            </Grid.Root>
            {escalation.acts.map((act, at) => (
              <EscalationActField
                key={at}
                act={act}
                number={at + 1}
                error={issueAt(refusal, 'escalations', place, 'acts', at)}
                canRemove={escalation.acts.length > 1}
                onChange={(changed) => set(place, { acts: withItem(escalation.acts, at, changed) })}
                onRemove={() => set(place, { acts: without(escalation.acts, at) })}
              />
            ))}
            <Flex><Button type="button" size="S" variant="tertiary" startIcon={<Plus />} onClick={() => set(place, { acts: [...escalation.acts, newAct('reassign', staff)] })}>{text('escalation.addAct')}</Button></Flex>
          </Flex>
        </Block>
      ))}
      <Flex><Button type="button" size="S" variant="secondary" startIcon={<Plus />} onClick={() => onChange([...escalations, { on: 'breached', clock: null, acts: [newAct('reassign', staff)] }])}>{text('escalation.add')}</Button></Flex>
    </Flex>
  );
}
