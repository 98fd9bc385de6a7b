import { Box, Flex, Typography } from '@strapi/design-system';
import { spanOf } from '../../../../kernel/admin/src/format/due';
import { useText, type TextKey } from '../text';
import type { Statistics } from './types';

const span = (seconds: number | null): string => (seconds === null ? '–' : spanOf(seconds * 1_000));

/** What it comes to in all. */
export function Summary({ statistics: { total, overdueNow } }: { statistics: Statistics }) {
  const text = useText();
  const { firstDecision } = total;
  const facts: readonly (readonly [TextKey, string, (string | undefined)?])[] = [
    ['statistics.handedIn', String(total.handedIn)],
    ['statistics.decisions', String(total.decisions), text('statistics.passedOn', { count: total.passedOn })],
    ['statistics.firstDecision', span(firstDecision.medianSeconds), firstDecision.p90Seconds === null ? undefined : text('statistics.p90', { span: span(firstDecision.p90Seconds) })],
    ['statistics.overturned', String(total.overturned), text('statistics.overturnedHint')],
    ['statistics.overdue', overdueNow.isMore ? `${overdueNow.count}+` : String(overdueNow.count), text('statistics.overdueHint')],
  ];
  return (
    <Flex tag="dl" gap={8} wrap="wrap" alignItems="flex-start" paddingBottom={4}>
      {facts.map(([name, value, more]) => (
        <Box key={name}>
          <Typography tag="dt" variant="pi" textColor="neutral600">{text(name)}</Typography>
          <Typography tag="dd" variant="beta" textColor="neutral800">{value}</Typography>
          {more === undefined ? null : <Typography tag="dd" variant="pi" textColor="neutral600">{more}</Typography>}
        </Box>
      ))}
    </Flex>
  );
}
