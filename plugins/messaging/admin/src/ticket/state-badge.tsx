import { Badge } from '../../../../kernel/admin/src/components/badge';
import type { StaffTicketState } from '../api/types';
import { useText } from '../text';

const colours = {
  new: 'primary',
  open: 'secondary',
  waiting_on_us: 'warning',
  waiting_on_customer: 'alternative',
  resolved: 'success',
  closed: 'neutral',
  merged: 'neutral',
  spam: 'danger',
} as const satisfies Record<StaffTicketState, string>;

export function StateBadge({ state }: { state: StaffTicketState }) {
  const text = useText();
  return <Badge size="S" variant={colours[state]}>{text(`state.${state}`)}</Badge>;
}
