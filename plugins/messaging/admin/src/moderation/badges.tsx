import { Flex, Typography } from '@strapi/design-system';
import { Badge } from '../../../../kernel/admin/src/components/badge';
import { Moment } from '../../../../kernel/admin/src/components/moment';
import { useText } from '../text';
import type { Names } from './names';
import type { Outcome, Report, Sanction } from './types';

const outcomes: Record<Outcome, 'neutral' | 'primary' | 'warning' | 'danger'> = { dismissed: 'neutral', removed: 'primary', muted: 'warning', banned: 'danger' };

export const ReasonBadge = ({ reason }: Pick<Report, 'reason'>) => <Badge variant={reason === 'illegal' || reason === 'fraud' ? 'danger' : 'warning'}>{useText()(`reason.${reason}`)}</Badge>;
export const SanctionBadge = ({ kind }: Pick<Sanction, 'kind'>) => <Badge variant={kind === 'ban' ? 'danger' : 'warning'}>{useText()(`sanction.${kind}`)}</Badge>;

/** How a report was settled, by whom, and why. */
export function Settled({ report, names }: { report: Report; names: Names }) {
  const text = useText();
  const { outcome, note, resolvedBy, resolvedAt } = report;
  if (outcome === null) return null;
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      <Badge variant={outcomes[outcome]}>{text(`outcome.${outcome}`)}</Badge>
      {resolvedBy === null ? null : <Typography variant="pi" textColor="neutral600" style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>{text('decide.by', { name: names.personOf(resolvedBy) })}</Typography>}
      {resolvedAt === null ? null : <Typography variant="pi" textColor="neutral600"><Moment at={resolvedAt} inline /></Typography>}
      {note === null ? null : <Typography textColor="neutral800" style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>{note}</Typography>}
    </Flex>
  );
}
