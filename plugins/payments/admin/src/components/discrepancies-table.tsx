import { Box, Button, Link, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import type { Discrepancy } from '../api/types';
import { useAllowed } from '../permissions';
import { useText } from '../text';
import { Amount } from './amount';
import { DiscrepancyBadge } from './badges';
import { ResolvedBy, useKind } from './discrepancy-words';
import { Moment } from '../../../../kernel/admin/src/components/moment';
import { paymentPath } from './paths';

const columns = ['kind', 'arrived', 'payment', 'reference', 'found', 'resolution'] as const;

export function DiscrepanciesTable({ rows, onResolve }: { rows: readonly Discrepancy[]; onResolve(id: string): void }) {
  const text = useText();
  return (
    <Table colCount={columns.length} rowCount={rows.length + 1} aria-label={text('discrepancy.list')}>
      <Thead>
        <Tr>{columns.map((column) => <Th key={column}><Typography variant="sigma" textColor="neutral600">{text(`column.${column}`)}</Typography></Th>)}</Tr>
      </Thead>
      <Tbody>{rows.map((row) => <Row key={row.id} row={row} onResolve={onResolve} />)}</Tbody>
    </Table>
  );
}

function Row({ row, onResolve }: { row: Discrepancy; onResolve(id: string): void }) {
  const text = useText();
  const kind = useKind(row);
  const { canResolve } = useAllowed();
  return (
    <Tr>
      <Td>
        <Typography fontWeight="bold" textColor="neutral800" tag="p">{kind}</Typography>
        <DiscrepancyBadge state={row.state} />
      </Td>
      <Td>{row.amountMinor === null || row.currency === null ? <Typography textColor="neutral600">{text('discrepancy.noMoney')}</Typography> : <Amount amountMinor={row.amountMinor} currency={row.currency} fontWeight="bold" />}</Td>
      <Td>
        {row.payment === null ? (
          <Typography textColor="neutral600">{text('discrepancy.noPayment')}</Typography>
        ) : (
          <Box>
            <Link tag={NavLink} to={paymentPath(row.payment.id)}><Amount amountMinor={row.payment.amountMinor} currency={row.payment.currency} textColor="primary600" /></Link>
            <Typography variant="pi" textColor="neutral600" tag="p">{row.payment.payer.email}</Typography>
          </Box>
        )}
      </Td>
      <Td><Typography textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>{row.reference}</Typography></Td>
      <Td><Moment at={row.createdAt} /></Td>
      <Td>
        {row.state === 'open' ? (
          canResolve ? <Button size="S" variant="secondary" onClick={() => onResolve(row.id)}>{text('discrepancy.resolve')}</Button> : null
        ) : (
          <ResolvedBy discrepancy={row} />
        )}
      </Td>
    </Tr>
  );
}
