import { Badge, type BadgeVariant } from '../../../../kernel/admin/src/components/badge';
import type { Disposition } from '../api/types';
import { useText } from '../text';

const VARIANT: Record<Disposition, BadgeVariant> = { open: 'warning', false_positive: 'success', confirmed: 'danger' };

export function DispositionBadge({ disposition }: { disposition: Disposition }) {
  return <Badge variant={VARIANT[disposition]} size="S">{useText()(`hitState.${disposition}`)}</Badge>;
}
