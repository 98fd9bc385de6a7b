import { Flex } from '@strapi/design-system';
import { Badge } from '../../../../kernel/admin/src/components/badge';
import { FLAGS, type QueueRow } from '../api/types';
import { useText } from '../text';

/** What a reviewer should know before they open a case. */
export function Flags({ row: { flags, attempt, needsSecondReview, state } }: { row: QueueRow }) {
  const text = useText();
  return (
    <Flex gap={1} wrap="wrap">
      {FLAGS.filter((flag) => flags[flag]).map((flag) => <Badge key={flag} size="S" variant={flag === 'openHits' ? 'danger' : 'warning'}>{text(`flag.${flag}`)}</Badge>)}
      {needsSecondReview && state === 'in_review' ? <Badge size="S" variant="alternative">{text('flag.second')}</Badge> : null}
      {attempt > 1 ? <Badge size="S" variant="secondary">{text('flag.attempt', { attempt })}</Badge> : null}
    </Flex>
  );
}
