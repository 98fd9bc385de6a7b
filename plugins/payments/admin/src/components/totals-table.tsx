import { Box, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import type { Totals } from '../api/types';
import { groups } from '../format/chart';
import { formatAmount } from '../format/money';
import { useText } from '../text';

/** The chart in figures, for whoever cannot see it or wants to copy them. */
export function TotalsTable({ totals: { days, currency } }: { totals: Totals['data'] }) {
  const text = useText();
  return (
    <Box tag="details" paddingTop={3}>
      <Box tag="summary" style={{ cursor: 'pointer' }}>
        <Typography variant="pi" textColor="primary600">{text('chart.table')}</Typography>
        <Typography variant="pi" textColor="neutral600"> · {text('chart.utc')}</Typography>
      </Box>
      <Box paddingTop={3} style={{ maxHeight: 320, overflow: 'auto' }}>
        <Table colCount={4} rowCount={days.length + 1} aria-label={text('chart.title')}>
          <Thead>
            <Tr>
              <Th><Typography variant="sigma">{text('chart.day')}</Typography></Th>
              {groups.map((group) => <Th key={group}><Typography variant="sigma">{text(`state.${group}`)} ({currency})</Typography></Th>)}
            </Tr>
          </Thead>
          <Tbody>
            {days.map((day) => (
              <Tr key={day.day}>
                <Td><Typography textColor="neutral800">{day.day}</Typography></Td>
                {groups.map((group) => (
                  <Td key={group}><Typography textColor="neutral800">{formatAmount(day[group].amountMinor, currency)} · {day[group].count}</Typography></Td>
                ))}
              </Tr>
            ))}
          </Tbody>
        </Table>
      </Box>
    </Box>
  );
}
