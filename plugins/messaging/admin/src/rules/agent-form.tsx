import { Checkbox, Grid } from '@strapi/design-system';
import { issueAt } from '../../../../kernel/admin/src/api/refusal';
import { useText } from '../text';
import type { AgentDraft } from './agent-kind';
import { ChoiceField, NumberField, TextField } from './fields';
import type { FormProps } from './rule-kind';
import { useRules } from './rules-context';

export function AgentForm({ draft, refusal, onChange }: FormProps<AgentDraft>) {
  const text = useText();
  const { staff } = useRules();
  const people = staff.some(({ id }) => id === draft.staffId) || draft.staffId === '' ? staff : [...staff, { id: draft.staffId, name: draft.name }];
  return (
    <Grid.Root gap={4}>
      <Grid.Item col={6} xs={12} alignItems="flex-start">
        <ChoiceField isRequired label={text('agents.person')} value={draft.staffId} options={people.map(({ id, name }) => [id, name ?? text('agents.gone')])} error={issueAt(refusal, 'staffId')} onChange={(staffId) => onChange({ staffId })} />
      </Grid.Item>
      <Grid.Item col={6} xs={12} alignItems="flex-start"><TextField label={text('facts.team')} hint={text('agents.teamHint')} value={draft.team} error={issueAt(refusal, 'team')} onChange={(team) => onChange({ team })} /></Grid.Item>
      <Grid.Item col={6} xs={12} alignItems="flex-start"><NumberField isRequired label={text('agents.capacity')} hint={text('agents.capacityHint')} value={draft.capacity} error={issueAt(refusal, 'capacity')} onChange={(capacity) => onChange({ capacity })} /></Grid.Item>
      <Grid.Item col={6} xs={12} direction="column" alignItems="stretch" gap={3}>
        <Checkbox checked={draft.isAway} onCheckedChange={(checked) => onChange({ isAway: checked === true })}>{text('agents.isAway')}</Checkbox>
        {draft.isAway ? <TextField type="datetime-local" label={text('agents.back')} hint={text('agents.backHint')} value={draft.awayUntil} error={issueAt(refusal, 'awayUntil')} onChange={(awayUntil) => onChange({ awayUntil })} /> : null}
      </Grid.Item>
    </Grid.Root>
  );
}
