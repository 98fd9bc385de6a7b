import { Button, Flex, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import type { Held } from '../api/types';
import { formatMoney } from '../format/money';
import { useAllowed } from '../permissions';
import { useText } from '../text';
import { Amount } from './amount';
import type { HeldAct } from './held-dialog';

const columns = ['payer', 'held', 'wallet', 'room', 'acts'] as const;

export function HeldTable({ rows, onAct }: { rows: readonly Held[]; onAct(held: Held, act: HeldAct): void }) {
  const text = useText();
  const { canResolve } = useAllowed();
  return (
    <Table colCount={columns.length} rowCount={rows.length + 1} aria-label={text('held.list')}>
      <Thead>
        <Tr>{columns.map((column) => <Th key={column}><Typography variant="sigma" textColor="neutral600">{text(`held.column.${column}`)}</Typography></Th>)}</Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => {
          const { person, currency, heldMinor, balanceMinor, ceilingMinor } = row;
          const named = { owner: person.email, amount: formatMoney(heldMinor, currency) };
          return (
            <Tr key={`${person.id} ${currency}`}>
              <Td><Typography textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>{person.email}</Typography></Td>
              <Td><Amount amountMinor={heldMinor} currency={currency} fontWeight="bold" /></Td>
              <Td><Amount amountMinor={balanceMinor} currency={currency} /></Td>
              <Td>{ceilingMinor === null ? <Typography textColor="neutral600">{text('held.noCeiling')}</Typography> : <Amount amountMinor={ceilingMinor} currency={currency} />}</Td>
              <Td>
                {canResolve ? (
                  <Flex gap={2}>
                    <Button size="S" variant="secondary" onClick={() => onAct(row, 'release')} aria-label={text('held.releaseOf', named)}>{text('held.release')}</Button>
                    <Button size="S" variant="tertiary" onClick={() => onAct(row, 'return')} aria-label={text('held.returnOf', named)}>{text('held.return')}</Button>
                  </Flex>
                ) : null}
              </Td>
            </Tr>
          );
        })}
      </Tbody>
    </Table>
  );
}
