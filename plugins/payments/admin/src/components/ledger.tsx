import { Box, Flex, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { Badge } from '../../../../kernel/admin/src/components/badge';
import type { Person, Posting } from '../api/types';
import { formatAmount, sumMinor } from '../format/money';
import { isTextKey, useText } from '../text';
import { Moment } from '../../../../kernel/admin/src/components/moment';

/** What moved, posting by posting, each with its sums: that they are equal is to be seen, not believed. */
export function Ledger({ postings, payer }: { postings: readonly Posting[]; payer: Person | undefined }) {
  const text = useText();
  if (postings.length === 0) return <Typography textColor="neutral600">{text('ledger.none')}</Typography>;
  return (
    <Flex direction="column" alignItems="stretch" gap={5}>
      {postings.map((posting) => <PostingTable key={posting.id} posting={posting} payer={payer} />)}
    </Flex>
  );
}

function PostingTable({ posting, payer }: { posting: Posting; payer: Person | undefined }) {
  const text = useText();
  const { currency, entries } = posting;
  const kind = `ledger.kind.${posting.kind}`;
  const title = isTextKey(kind) ? text(kind) : posting.kind;
  const side = (direction: 'debit' | 'credit') => sumMinor(entries.filter((entry) => entry.direction === direction).map((entry) => entry.amountMinor));
  const [debit, credit] = [side('debit'), side('credit')];
  const isBalanced = debit === credit;
  const cell = (amount: string | undefined, isSum = false) => (
    <Typography textColor="neutral800" fontWeight={isSum ? 'bold' : 'regular'} style={{ fontVariantNumeric: 'tabular-nums' }}>{amount === undefined ? '' : formatAmount(amount, currency)}</Typography>
  );
  return (
    <Box>
      <Flex justifyContent="space-between" gap={3} wrap="wrap" paddingBottom={2}>
        <Typography fontWeight="bold" textColor="neutral800">{title} · {currency}</Typography>
        <Typography variant="pi" textColor="neutral600"><Moment at={posting.postedAt} inline /></Typography>
      </Flex>
      <Table colCount={3} rowCount={entries.length + 2} aria-label={title}>
        <Thead>
          <Tr>
            {(['account', 'debit', 'credit'] as const).map((column) => <Th key={column}><Typography variant="sigma" textColor="neutral600">{text(`ledger.${column}`)}</Typography></Th>)}
          </Tr>
        </Thead>
        <Tbody>
          {entries.map((entry, line) => (
            <Tr key={line}>
              <Td><Typography textColor="neutral800" title={entry.account}><AccountName kind={entry.accountKind} owner={entry.owner} code={entry.account} payer={payer} /></Typography></Td>
              <Td>{cell(entry.direction === 'debit' ? entry.amountMinor : undefined)}</Td>
              <Td>{cell(entry.direction === 'credit' ? entry.amountMinor : undefined)}</Td>
            </Tr>
          ))}
          <Tr>
            <Td>
              <Flex gap={2}>
                <Typography fontWeight="bold" textColor="neutral800">{text('ledger.sum')}</Typography>
                <Badge size="S" variant={isBalanced ? 'success' : 'danger'}>{text(isBalanced ? 'ledger.balanced' : 'ledger.unbalanced')}</Badge>
              </Flex>
            </Td>
            <Td>{cell(debit, true)}</Td>
            <Td>{cell(credit, true)}</Td>
          </Tr>
        </Tbody>
      </Table>
    </Box>
  );
}

/** In words; the code of the account is its tooltip. */
function AccountName({ kind, owner, code, payer }: { kind: string; owner: string; code: string; payer: Person | undefined }) {
  const text = useText();
  const key = `ledger.account.${kind}`;
  return <>{isTextKey(key) ? text(key, { owner: owner === payer?.id ? payer.email : owner }) : code}</>;
}
