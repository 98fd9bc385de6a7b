import { EmptyStateLayout, Flex, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { Pager, usePages } from '../../../../kernel/admin/src/components/pager';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import { Choice } from '../moderation/choice';
import { Overview } from '../moderation/overview';
import { ReportsTable } from '../moderation/reports-table';
import { REASONS, type ConcernedPage, type Report } from '../moderation/types';
import { useText } from '../text';

const POLL_MS = 10_000;
const STATES = ['open', 'settled'] as const;
const ANY = 'any';

/** What was reported and waits for a decision, the oldest first. */
export function ReportsQueuePage() {
  const text = useText();
  const [state, setState] = useState<(typeof STATES)[number]>('open');
  const [reason, setReason] = useState<string>(ANY);
  const pages = usePages(`${state} ${reason}`);
  const reports = useResource<ConcernedPage<Report>>('/messaging/reports', { state, reason: reason === ANY ? undefined : reason, cursor: pages.cursor }, POLL_MS);
  return (
    <Overview tab="reports">
      <Flex gap={3} alignItems="center" wrap="wrap">
        <Choice label={text('reports.state')} value={state} options={STATES.map((known) => [known, text(`reports.state.${known}`)])} onChange={(wanted) => setState(wanted)} />
        <Choice label={text('reports.reason')} value={reason} options={[[ANY, text('reports.anyReason')], ...REASONS.map((known) => [known, text(`reason.${known}`)] as const)]} onChange={setReason} />
        <Typography variant="pi" textColor="neutral600">{text('reports.recorded')}</Typography>
      </Flex>
      <Waiting on={reports}>
        {(found) => (
          <>
            {found.data.length === 0 ? <EmptyStateLayout content={text(`reports.none.${state}`)} hasRadius shadow="tableShadow" /> : <ReportsTable reports={found} label={text('moderation.reports')} />}
            <Pager pages={pages} nextCursor={found.meta.nextCursor} />
          </>
        )}
      </Waiting>
    </Overview>
  );
}
