import { Box, EmptyStateLayout, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useState } from 'react';
import type { Discrepancy, Page } from '../api/types';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { DiscrepanciesTable } from '../components/discrepancies-table';
import { Pager, usePages } from '../../../../kernel/admin/src/components/pager';
import { ResolveDialog } from '../components/resolve-dialog';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import { useText } from '../text';
import { Overview } from './overview';

const POLL_MS = 10_000;
/** The select takes an empty value for none at all. */
const ANY = '*';
const states = ['open', 'credited', 'returned', 'dismissed'] as const;

export function DiscrepanciesPage() {
  const text = useText();
  const [state, setState] = useState<string | undefined>('open');
  const [resolving, setResolving] = useState<string>();
  const pages = usePages(state ?? ANY);
  const list = useResource<Page<Discrepancy>>('/payments/discrepancies', { state, cursor: pages.cursor }, pages.page === 1 ? POLL_MS : undefined);
  return (
    <Overview tab="discrepancies">
      <Box width="220px">
        <SingleSelect size="S" aria-label={text('discrepancy.filter')} value={state ?? ANY} onChange={(chosen) => setState(chosen === ANY ? undefined : String(chosen))}>
          <SingleSelectOption value={ANY}>{text('discrepancy.any')}</SingleSelectOption>
          {states.map((known) => <SingleSelectOption key={known} value={known}>{text(`discrepancyState.${known}`)}</SingleSelectOption>)}
        </SingleSelect>
      </Box>
      <Waiting on={list}>
        {({ data, meta }) => (
          <>
            {data.length === 0 ? <EmptyStateLayout content={text('discrepancy.none')} hasRadius shadow="tableShadow" /> : <DiscrepanciesTable rows={data} onResolve={setResolving} />}
            <Pager pages={pages} nextCursor={meta.nextCursor} />
          </>
        )}
      </Waiting>
      {resolving === undefined ? null : <ResolveDialog id={resolving} onClose={() => setResolving(undefined)} onResolved={list.refresh} />}
    </Overview>
  );
}
