import { Button, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import { Moment } from '../../../../kernel/admin/src/components/moment';
import { casePath } from '../layout/paths';
import { useText } from '../text';
import { shortId } from '../words/short-id';
import { DispositionBadge } from './disposition-badge';
import type { HitRow } from './types';

const COLUMNS = ['hit', 'list', 'score', 'found', 'case', 'act'] as const;

/** No names: whoever wants to see a person opens the hit, which is recorded. */
export function HitsTable({ rows, onOpen }: { rows: readonly HitRow[]; onOpen(id: string): void }) {
  const text = useText();
  return (
    <Table colCount={COLUMNS.length} rowCount={rows.length + 1} aria-label={text('screening.hits')}>
      <Thead>
        <Tr>{COLUMNS.map((column) => <Th key={column}><Typography variant="sigma" textColor="neutral600">{text(`screening.column.${column}`)}</Typography></Th>)}</Tr>
      </Thead>
      <Tbody>
        {rows.map(({ id, list, score, foundAt, applicationId, disposition }) => (
          <Tr key={id}>
            <Td>
              <Typography textColor="neutral800" tag="p" style={{ fontFamily: 'ui-monospace, monospace' }}>{shortId(id)}</Typography>
              <DispositionBadge disposition={disposition} />
            </Td>
            <Td><Typography textColor="neutral800">{list}</Typography></Td>
            <Td><Typography textColor="neutral800" style={{ fontVariantNumeric: 'tabular-nums' }}>{text('screening.percent', { percent: Math.round(score * 100) })}</Typography></Td>
            <Td><Moment at={foundAt} /></Td>
            <Td>{applicationId === null ? <Typography textColor="neutral600">–</Typography> : <Typography tag={Link} to={casePath(applicationId)} textColor="primary700">{shortId(applicationId)}</Typography>}</Td>
            <Td><Button size="S" variant="secondary" onClick={() => onOpen(id)} aria-label={text('screening.openHit', { id: shortId(id) })}>{text('screening.compare')}</Button></Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
