import { Box, Flex, Typography } from '@strapi/design-system';
import { spanOf } from '../../../../kernel/admin/src/format/due';
import { useText, type TextKey } from '../text';
import type { Durations, Figures } from './types';

/** What it comes to in all. */
export function Summary({ total }: { total: Figures }) {
  const text = useText();
  const long = ({ p90Seconds }: Durations) => (p90Seconds === null ? undefined : text('report.p90', { span: spanOf(p90Seconds * 1_000) }));
  const median = ({ medianSeconds }: Durations) => (medianSeconds === null ? '–' : spanOf(medianSeconds * 1_000));
  const facts: readonly (readonly [TextKey, string, string | undefined])[] = [
    ['report.opened', String(total.opened), text('report.ofThem', { count: total.resolved })],
    ['report.firstResponse', median(total.firstResponse), long(total.firstResponse)],
    ['report.resolution', median(total.resolution), long(total.resolution)],
    ['report.sla', total.sla.metPercent === null ? '–' : `${total.sla.metPercent} %`, text('report.slaCount', { met: total.sla.met, breached: total.sla.breached })],
    ['report.satisfaction', total.satisfaction.average === null ? '–' : `${total.satisfaction.average} / 5`, text('report.ratings', { count: total.satisfaction.ratings })],
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
