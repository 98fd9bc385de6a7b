import { Box, Flex, Link, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { NavLink, useNavigate } from 'react-router-dom';
import type { TransactionRow } from '../api/types';
import { useText } from '../text';
import { Amount } from './amount';
import { PaymentBadge } from './badges';
import { Moment } from '../../../../kernel/admin/src/components/moment';
import { paymentPath } from './paths';

/** The gateway is worth a column only where there are several. */
export function TransactionsTable({ rows, hasGateways }: { rows: readonly TransactionRow[]; hasGateways: boolean }) {
  const text = useText();
  const navigate = useNavigate();
  const columns = ['amount', 'state', 'payer', 'reference', ...(hasGateways ? (['gateway'] as const) : []), 'created'] as const;
  return (
    <Table colCount={columns.length} rowCount={rows.length + 1} aria-label={text('list.label')}>
      <Thead>
        <Tr>{columns.map((column) => <Th key={column}><Typography variant="sigma" textColor="neutral600">{text(`column.${column}`)}</Typography></Th>)}</Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          // The row is a convenience for the mouse; the reference is the link.
          <Tr key={row.id} onClick={() => navigate(paymentPath(row.id))} style={{ cursor: 'pointer' }}>
            <Td><Amount amountMinor={row.amountMinor} currency={row.currency} fontWeight="bold" /></Td>
            <Td>
              <Flex gap={2} alignItems="center">
                <PaymentBadge state={row.state} />
                {row.isFlagged ? <Flag label={text('list.flagged')} /> : null}
              </Flex>
            </Td>
            <Td><Typography textColor="neutral800" ellipsis>{row.payer.email}</Typography></Td>
            <Td>
              <Link tag={NavLink} to={paymentPath(row.id)} aria-label={text('list.open', { reference: row.reference })} onClick={(event) => event.stopPropagation()}>{row.reference}</Link>
              {row.description === null ? null : <Typography variant="pi" textColor="neutral600" tag="p" ellipsis>{row.description}</Typography>}
            </Td>
            {hasGateways ? <Td><Typography textColor="neutral800">{row.gateway}</Typography></Td> : null}
            <Td><Moment at={row.createdAt} /></Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

const Flag = ({ label }: { label: string }) => (
  <Box title={label} role="img" aria-label={label} color="warning600" display="flex"><WarningCircle fill="warning600" /></Box>
);
