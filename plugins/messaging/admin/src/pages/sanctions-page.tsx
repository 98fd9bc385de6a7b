import { EmptyStateLayout, Flex } from '@strapi/design-system';
import { useState } from 'react';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { Pager, usePages } from '../../../../kernel/admin/src/components/pager';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import { Choice } from '../moderation/choice';
import { Overview } from '../moderation/overview';
import { SanctionsTable } from '../moderation/sanctions-table';
import type { ConcernedPage, Sanction } from '../moderation/types';
import { useText } from '../text';

const POLL_MS = 10_000;
const STATES = ['active', 'all'] as const;

/** Who is muted or banned, or was. */
export function SanctionsPage() {
  const text = useText();
  const [state, setState] = useState<(typeof STATES)[number]>('active');
  const pages = usePages(state);
  const sanctions = useResource<ConcernedPage<Sanction>>('/messaging/sanctions', { state, cursor: pages.cursor }, POLL_MS);
  return (
    <Overview tab="sanctions">
      <Flex><Choice label={text('sanction.state')} value={state} options={STATES.map((known) => [known, text(`sanction.${known}`)])} onChange={(wanted) => setState(wanted)} /></Flex>
      <Waiting on={sanctions}>
        {(found) => (
          <>
            {found.data.length === 0 ? <EmptyStateLayout content={text(state === 'active' ? 'sanction.none' : 'sanction.noneEver')} hasRadius shadow="tableShadow" /> : <SanctionsTable sanctions={found} onLifted={sanctions.refresh} />}
            <Pager pages={pages} nextCursor={found.meta.nextCursor} />
          </>
        )}
      </Waiting>
    </Overview>
  );
}
