import { Box, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { spanOf } from '../../../../kernel/admin/src/format/due';
import { useText } from '../text';
import type { Durations, ReportRow } from './types';

interface Props {
  /** What the rows are, e.g. agents. */
  of: string;
  label: string;
  /** For tickets without one. */
  none: string;
  rows: readonly ReportRow[];
}

const columns = ['opened', 'resolved', 'firstResponse', 'resolution', 'sla', 'satisfaction'] as const;

/** The figures of each, for whoever wants to compare them, or cannot see the chart. */
export function FiguresTable({ of, label, none, rows }: Props) {
  const text = useText();
  const times = ({ medianSeconds, p90Seconds }: Durations) => (medianSeconds === null || p90Seconds === null ? '–' : `${spanOf(medianSeconds * 1_000)} · ${spanOf(p90Seconds * 1_000)}`);
  return (
    <Box style={{ maxHeight: 420, overflow: 'auto' }}>
      <Table colCount={columns.length + 1} rowCount={rows.length + 1} aria-label={label}>
        <Thead>
          <Tr>
            <Th><Typography variant="sigma">{of}</Typography></Th>
            {columns.map((column) => <Th key={column}><Typography variant="sigma">{text(`report.column.${column}`)}</Typography></Th>)}
          </Tr>
        </Thead>
        <Tbody>
          {rows.map(({ key, name, opened, resolved, firstResponse, resolution, sla, satisfaction }) => (
            <Tr key={key ?? ''}>
              {[
                key === null ? none : (name ?? key),
                opened,
                resolved,
                times(firstResponse),
                times(resolution),
                sla.metPercent === null ? '–' : `${sla.metPercent} %`,
                satisfaction.average === null ? '–' : `${satisfaction.average} (${satisfaction.ratings})`,
              ].map((value, column) => <Td key={column}><Typography textColor="neutral800">{value}</Typography></Td>)}
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Box>
  );
}
