import { Badge } from '../../../../kernel/admin/src/components/badge';
import type { DiscrepancyState, PaymentState, WebhookState } from '../api/types';
import { isTextKey, useText } from '../text';

type Colour = 'success' | 'danger' | 'warning' | 'neutral' | 'primary' | 'secondary' | 'alternative';

const payment: Record<PaymentState, Colour> = {
  created: 'neutral',
  pending: 'secondary',
  succeeded: 'success',
  failed: 'danger',
  abandoned: 'neutral',
  partially_refunded: 'alternative',
  refunded: 'alternative',
};
const webhook: Record<WebhookState, Colour> = { received: 'secondary', working: 'secondary', processed: 'success', ignored: 'neutral', dead: 'danger' };
const discrepancy: Record<DiscrepancyState, Colour> = { open: 'warning', credited: 'success', returned: 'primary', dismissed: 'neutral' };
const attempt: Record<string, Colour> = { starting: 'secondary', open: 'secondary', lost: 'warning', void: 'neutral', refused: 'danger', succeeded: 'success', failed: 'danger' };

/** A colour and a word; a state that is newer than this page stands as it came. */
function StateBadge({ colour, group, state }: { colour: Colour | undefined; group: string; state: string }) {
  const text = useText();
  const key = `${group}.${state}`;
  return <Badge variant={colour ?? 'neutral'}>{isTextKey(key) ? text(key) : state}</Badge>;
}

export const PaymentBadge = ({ state }: { state: PaymentState }) => <StateBadge colour={payment[state]} group="state" state={state} />;
export const WebhookBadge = ({ state }: { state: WebhookState }) => <StateBadge colour={webhook[state]} group="webhookState" state={state} />;
export const DiscrepancyBadge = ({ state }: { state: DiscrepancyState }) => <StateBadge colour={discrepancy[state]} group="discrepancyState" state={state} />;
export const AttemptBadge = ({ state }: { state: string }) => <StateBadge colour={attempt[state]} group="attemptState" state={state} />;
