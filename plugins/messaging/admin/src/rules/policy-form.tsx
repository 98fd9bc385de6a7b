import { Grid } from '@strapi/design-system';
import { issueAt } from '../../../../kernel/admin/src/api/refusal';
import { useText } from '../text';
import { DurationField } from './duration-field';
import { EscalationsField } from './escalations-field';
import { NumberField } from './fields';
import { FilterFields } from './filter-fields';
import type { PolicyDraft } from './policy-kind';
import type { FormProps } from './rule-kind';

const TARGETS = [['firstResponseSeconds', 'clock.first_response'], ['nextResponseSeconds', 'clock.next_response'], ['resolutionSeconds', 'clock.resolution']] as const;

export function PolicyForm({ draft, refusal, onChange }: FormProps<PolicyDraft>) {
  const text = useText();
  return (
    <>
      <FilterFields draft={draft} refusal={refusal} onChange={onChange} />
      <Grid.Root gap={4}>
        {TARGETS.map(([field, label]) => (
          <Grid.Item key={field} col={6} xs={12} alignItems="flex-start">
            <DurationField label={text(label)} hint={text(`policies.${field}`)} error={issueAt(refusal, field)} seconds={draft[field]} onChange={(seconds) => onChange({ [field]: seconds })} />
          </Grid.Item>
        ))}
        <Grid.Item col={6} xs={12} alignItems="flex-start">
          <NumberField label={text('policies.warnAt')} hint={text('policies.warnAtHint')} error={issueAt(refusal, 'warnAtPercent')} value={draft.warnAtPercent} onChange={(warnAtPercent) => onChange({ warnAtPercent })} />
        </Grid.Item>
      </Grid.Root>
      <EscalationsField escalations={draft.escalations} refusal={refusal} onChange={(escalations) => onChange({ escalations })} />
    </>
  );
}
