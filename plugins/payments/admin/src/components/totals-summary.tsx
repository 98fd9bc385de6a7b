import { Box, Flex, Typography } from '@strapi/design-system';
import type { Totals } from '../api/types';
import { groups } from '../format/chart';
import { formatMoney, sumMinor } from '../format/money';
import { useText } from '../text';
import { useChartColours } from './chart-colours';

/** What the days come to together; the legend of the chart at the same time. */
export function TotalsSummary({ totals: { days, currency } }: { totals: Totals['data'] }) {
  const text = useText();
  const colours = useChartColours();
  return (
    <Flex tag="dl" gap={8} wrap="wrap" paddingBottom={4}>
      {groups.map((group) => (
        <Box key={group}>
          <Flex tag="dt" gap={2} alignItems="center">
            <Box width="10px" height="10px" style={{ background: colours[group], borderRadius: 2 }} aria-hidden />
            <Typography variant="pi" textColor="neutral600">{text(`state.${group}`)}</Typography>
          </Flex>
          <Box tag="dd">
            <Typography variant="delta" tag="span" textColor="neutral800">{formatMoney(sumMinor(days.map((day) => day[group].amountMinor)), currency)}</Typography>
            <Typography variant="pi" tag="span" textColor="neutral600"> · {text('chart.payments', { count: days.reduce((sum, day) => sum + day[group].count, 0) })}</Typography>
          </Box>
        </Box>
      ))}
    </Flex>
  );
}
