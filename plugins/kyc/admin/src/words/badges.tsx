import { Badge, type BadgeVariant } from '../../../../kernel/admin/src/components/badge';
import type { ApplicationState, DocumentState, Risk } from '../api/types';
import { useText } from '../text';

const ofState: Record<ApplicationState, BadgeVariant> = {
  draft: 'neutral', submitted: 'neutral', checking: 'secondary', in_review: 'primary', second_review: 'alternative', needs_resubmission: 'warning', approved: 'success', rejected: 'danger', withdrawn: 'neutral', expired: 'neutral',
};

export function StateBadge({ state }: { state: ApplicationState }) {
  return <Badge variant={ofState[state]}>{useText()(`state.${state}`)}</Badge>;
}

const ofRisk: Record<Risk, BadgeVariant> = { low: 'success', standard: 'neutral', high: 'danger' };

export function RiskBadge({ risk }: { risk: Risk }) {
  return <Badge variant={ofRisk[risk]} size="S">{useText()(`risk.${risk}`)}</Badge>;
}

const ofDocument: Record<DocumentState, BadgeVariant> = { pending: 'neutral', accepted: 'success', refused: 'danger', superseded: 'neutral' };

export function DocumentBadge({ state }: { state: DocumentState }) {
  return <Badge variant={ofDocument[state]} size="S">{useText()(`documentState.${state}`)}</Badge>;
}
