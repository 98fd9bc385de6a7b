import { Box, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { spanOf } from '../../../../kernel/admin/src/format/due';
import { useText } from '../text';
import type { Figures } from './types';

interface Props {
  /** What the rows are, e.g. days. */
  of: string;
  label: string;
  rows: readonly (Figures & { key: string; name: string; handedIn?: number })[];
}

const COLUMNS = ['decisions', 'approved', 'passedOnColumn', 'rejected', 'resubmissions', 'overturned', 'firstDecision'] as const;

/** The figures of each, for whoever wants to compare them, or cannot see the chart. */
export function FiguresTable({ of, label, rows }: Props) {
  const text = useText();
  const hasHandedIn = rows.some(({ handedIn }) => handedIn !== undefined);
  const headings = [of, ...(hasHandedIn ? [text('statistics.handedIn')] : []), ...COLUMNS.map((column) => text(`statistics.${column}`))];
  const times = ({ medianSeconds, p90Seconds }: Figures['firstDecision']) => (medianSeconds === null || p90Seconds === null ? '–' : `${spanOf(medianSeconds * 1_000)} · ${spanOf(p90Seconds * 1_000)}`);
  return (
    <Box style={{ maxHeight: 420, overflow: 'auto' }}>
      <Table colCount={headings.length} rowCount={rows.length + 1} aria-label={label}>
        <Thead>
          <Tr>{headings.map((heading) => <Th key={heading}><Typography variant="sigma" textColor="neutral600">{heading}</Typography></Th>)}</Tr>
        </Thead>
        <Tbody>
          {rows.map(({ key, name, handedIn, decisions, approved, passedOn, rejected, resubmissions, overturned, firstDecision }) => (
            <Tr key={key}>
              {[name, ...(hasHandedIn ? [handedIn ?? 0] : []), decisions, approved, passedOn, rejected, resubmissions, overturned, times(firstDecision)].map((value, column) => (
                <Td key={column}><Typography textColor="neutral800" style={{ fontVariantNumeric: 'tabular-nums' }}>{value}</Typography></Td>
              ))}
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Box>
  );
}
