import { Box, EmptyStateLayout, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { Pager, usePages } from '../../../../kernel/admin/src/components/pager';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import type { Held, Page } from '../api/types';
import { HeldDialog, type HeldAct } from '../components/held-dialog';
import { HeldTable } from '../components/held-table';
import { useText } from '../text';
import { Overview } from './overview';

const POLL_MS = 10_000;

/** Whose money is held because their limits leave no room for it. */
export function HeldPage() {
  const text = useText();
  const [act, setAct] = useState<{ held: Held; act: HeldAct }>();
  const pages = usePages('held');
  const list = useResource<Page<Held>>('/payments/held', { cursor: pages.cursor }, pages.page === 1 ? POLL_MS : undefined);
  return (
    <Overview tab="held">
      <Typography variant="pi" textColor="neutral600">{text('held.about')}</Typography>
      <Waiting on={list}>
        {({ data, meta }) => (
          <Box>
            {data.length === 0 ? <EmptyStateLayout content={text('held.none')} hasRadius shadow="tableShadow" /> : <HeldTable rows={data} onAct={(held, chosen) => setAct({ held, act: chosen })} />}
            <Pager pages={pages} nextCursor={meta.nextCursor} />
          </Box>
        )}
      </Waiting>
      {act === undefined ? null : <HeldDialog {...act} onClose={() => setAct(undefined)} onDone={list.refresh} />}
    </Overview>
  );
}
