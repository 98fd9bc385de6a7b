import { Box, EmptyStateLayout, Typography } from '@strapi/design-system';
import { useState } from 'react';
import type { Page, Totals, TransactionRow } from '../api/types';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { FilterBar } from '../components/filters';
import { Pager, usePages } from '../../../../kernel/admin/src/components/pager';
import { TotalsCard } from '../components/totals-card';
import { TransactionsTable } from '../components/transactions-table';
import { useFilters } from '../components/use-filters';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import { addDays, todayUtc } from '../../../../kernel/admin/src/format/time';
import { useText } from '../text';
import { Overview } from './overview';

const LIST_POLL_MS = 10_000;
const TOTALS_POLL_MS = 60_000;

export function PaymentsPage() {
  const text = useText();
  const [currency, setCurrency] = useState<string>();
  const [days, setDays] = useState(30);
  const tomorrow = addDays(todayUtc(), 1);
  const totals = useResource<Totals>('/payments/totals', { currency, from: addDays(tomorrow, -days), to: tomorrow }, TOTALS_POLL_MS);
  const filters = useFilters();
  const pages = usePages(JSON.stringify(filters.query));
  // Only the newest page can grow; an older one stands still under the reader.
  const list = useResource<Page<TransactionRow>>('/payments/transactions', { ...filters.query, cursor: pages.cursor }, pages.page === 1 ? LIST_POLL_MS : undefined);

  return (
    <Overview tab="payments">
      <TotalsCard totals={totals} currency={currency} days={days} onCurrency={setCurrency} onDays={setDays} />
      <Box>
        <FilterBar filters={filters} known={totals.data?.meta ?? { currencies: [], gateways: [] }} />
        <Waiting on={list}>
          {({ data, meta }) => (
            <>
              {meta.isCapped ? <Typography variant="pi" textColor="neutral600" tag="p" role="status" paddingBottom={3}>{text('list.capped')}</Typography> : null}
              {data.length === 0 ? <EmptyStateLayout content={text(filters.isAny ? 'list.empty' : 'list.none')} hasRadius shadow="tableShadow" /> : <TransactionsTable rows={data} hasGateways={(totals.data?.meta.gateways.length ?? 0) > 1} />}
              <Pager pages={pages} nextCursor={meta.nextCursor} />
            </>
          )}
        </Waiting>
      </Box>
    </Overview>
  );
}
