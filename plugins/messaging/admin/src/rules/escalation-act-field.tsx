import { Box, Flex, IconButton } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { PRIORITIES, type StaffPerson } from '../api/types';
import { useText } from '../text';
import { ChoiceField, TextField } from './fields';
import { useRules } from './rules-context';
import { ACTS, type EscalationAct } from './types';

/** An act of a kind, with what it begins with. */
export function newAct(act: EscalationAct['act'], staff: readonly StaffPerson[]): EscalationAct {
  switch (act) {
    case 'assign':
      return { act, staffId: staff[0]?.id ?? '' };
    case 'reassign':
      return { act };
    case 'set_priority':
      return { act, priority: 'urgent' };
    case 'add_tag':
      return { act, tag: '' };
    case 'tell_team':
      return { act, team: '' };
  }
}

interface Props {
  act: EscalationAct;
  number: number;
  error: string | undefined;
  canRemove: boolean;
  onChange(act: EscalationAct): void;
  onRemove(): void;
}

/** One thing that is done, with whatever it needs to be told. */
export function EscalationActField({ act, number, error, canRemove, onChange, onRemove }: Props) {
  const text = useText();
  const { staff } = useRules();
  return (
    <Flex gap={3} alignItems="flex-start">
      <Box flex="1" minWidth={0}>
        <ChoiceField label={text('escalation.act', { number })} value={act.act} options={ACTS.map((known) => [known, text(`act.${known}`)])} error={act.act === 'reassign' ? error : undefined} onChange={(wanted) => onChange(newAct(wanted, staff))} />
      </Box>
      <Box flex="1" minWidth={0}>
        {act.act === 'assign' ? <ChoiceField label={text('act.staff')} value={act.staffId} options={staff.map(({ id, name }) => [id, name ?? id])} error={error} onChange={(staffId) => onChange({ ...act, staffId })} /> : null}
        {act.act === 'set_priority' ? <ChoiceField label={text('rules.priority')} value={act.priority} options={PRIORITIES.map((priority) => [priority, text(`priority.${priority}`)])} error={error} onChange={(priority) => onChange({ ...act, priority })} /> : null}
        {act.act === 'add_tag' ? <TextField isRequired label={text('act.tag')} value={act.tag} error={error} onChange={(tag) => onChange({ ...act, tag })} /> : null}
        {act.act === 'tell_team' ? <TextField isRequired label={text('act.team')} value={act.team} error={error} onChange={(team) => onChange({ ...act, team })} /> : null}
      </Box>
      {canRemove ? <Box paddingTop={6}><IconButton variant="ghost" label={text('escalation.removeAct', { number })} onClick={onRemove}><Cross /></IconButton></Box> : null}
    </Flex>
  );
}
