import { Box, EmptyStateLayout, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { Pager, usePages } from '../../../../kernel/admin/src/components/pager';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import type { Disposition, PageOf } from '../api/types';
import { Overview } from '../layout/overview';
import { HitDialog } from '../screening/hit-dialog';
import { HitsTable } from '../screening/hits-table';
import { ListsCard } from '../screening/lists-card';
import type { HitRow } from '../screening/types';
import { useText } from '../text';

const POLL_MS = 15_000;
const DISPOSITIONS = ['open', 'confirmed', 'false_positive'] as const;

/** Whom screening found, and what that stands on. */
export function ScreeningPage() {
  const text = useText();
  const [disposition, setDisposition] = useState<Disposition>('open');
  const [opened, setOpened] = useState<string>();
  const pages = usePages(disposition);
  const hits = useResource<PageOf<HitRow>>('/kyc/screening-hits', { disposition, cursor: pages.cursor }, pages.page === 1 ? POLL_MS : undefined);
  return (
    <Overview tab="screening">
      <Box width="220px">
        <SingleSelect size="S" aria-label={text('screening.filter')} value={disposition} onChange={(chosen) => setDisposition(chosen as Disposition)}>
          {DISPOSITIONS.map((known) => <SingleSelectOption key={known} value={known}>{text(`hitState.${known}`)}</SingleSelectOption>)}
        </SingleSelect>
      </Box>
      <Typography variant="pi" textColor="neutral600">{text('screening.recorded')}</Typography>
      <Waiting on={hits}>
        {({ data, meta }) => (
          <Box>
            {data.length === 0 ? <EmptyStateLayout content={text(`screening.none.${disposition}`)} hasRadius shadow="tableShadow" /> : <HitsTable rows={data} onOpen={setOpened} />}
            <Pager pages={pages} nextCursor={meta.nextCursor} />
          </Box>
        )}
      </Waiting>
      <ListsCard />
      {opened === undefined ? null : <HitDialog id={opened} onClose={() => setOpened(undefined)} onDecided={hits.refresh} />}
    </Overview>
  );
}
