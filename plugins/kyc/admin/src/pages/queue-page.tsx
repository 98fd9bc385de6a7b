import { Box, Button, EmptyStateLayout, Flex, IconButton, Typography } from '@strapi/design-system';
import { Question } from '@strapi/icons';
import { useState } from 'react';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { Pager, usePages } from '../../../../kernel/admin/src/components/pager';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import type { One, PageOf, QueueRow } from '../api/types';
import { KeysDialog } from '../keyboard/keys-dialog';
import { Overview } from '../layout/overview';
import { useMe } from '../layout/use-me';
import { useNext } from '../live/use-next';
import { useAllowed } from '../permissions';
import { countsOfViews, type Counts } from '../queue/counts';
import { FilterBar } from '../queue/filter-bar';
import { QueueTable } from '../queue/queue-table';
import { SearchField } from '../queue/search-field';
import { useSeenLevels } from '../queue/use-levels';
import { useQuestion } from '../queue/use-question';
import { useQueueKeys } from '../queue/use-queue-keys';
import { useSearch } from '../queue/use-search';
import { ViewTabs } from '../queue/view-tabs';
import { queryOf, type View } from '../queue/views';
import { useText } from '../text';

const POLL_MS = 15_000;
const COUNTS_POLL_MS = 30_000;

/** What waits for a reviewer, and what has been decided. */
export function QueuePage() {
  const text = useText();
  const me = useMe();
  const { canReview } = useAllowed();
  const { question, ask, search: address } = useQuestion();
  const query = queryOf(question);
  const pages = usePages(JSON.stringify(query));
  const list = useResource<PageOf<QueueRow>>('/kyc/applications', { ...query, cursor: pages.cursor }, POLL_MS);
  const counts = useResource<One<Counts>>('/kyc/applications/counts', {}, COUNTS_POLL_MS);
  const levels = useSeenLevels(list.data?.data, question.level);
  const { found, isRunning: isSearching, search } = useSearch();
  const { next, isRunning } = useNext(question, address);
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const show = (view: View) => {
    void search(undefined);
    ask({ view });
  };
  useQueueKeys({ onView: show, onNext: () => canReview && void next(), onHelp: () => setIsHelpOpen(true) });
  const table = (rows: readonly QueueRow[]) => <QueueTable rows={rows} view={question.view} me={me} search={address} />;

  return (
    <Overview tab="queue">
      <Flex justifyContent="space-between" alignItems="center" gap={3} wrap="wrap">
        <ViewTabs view={question.view} counts={countsOfViews(counts.data?.data ?? {})} onView={show} />
        <Flex gap={2}>
          <IconButton variant="ghost" label={text('keys.open')} onClick={() => setIsHelpOpen(true)}><Question /></IconButton>
          {canReview ? <Button loading={isRunning} onClick={() => void next()}>{text('queue.next')}</Button> : null}
        </Flex>
      </Flex>
      <Flex justifyContent="space-between" alignItems="center" gap={3} wrap="wrap">
        <FilterBar question={question} levels={levels} onAsk={ask} />
        <SearchField isRunning={isSearching} onSearch={(what) => void search(what)} />
      </Flex>
      {found ? (
        <Box>
          <Flex gap={3} alignItems="center" paddingBottom={3} role="status">
            <Typography variant="pi" textColor="neutral700">{text(found.length === 0 ? 'queue.none.search' : 'search.found')}</Typography>
            <Button size="S" variant="tertiary" onClick={() => void search(undefined)}>{text('search.close')}</Button>
          </Flex>
          {found.length === 0 ? null : table(found)}
        </Box>
      ) : (
        <Waiting on={list}>
          {({ data, meta }) => (
            <Box>
              {data.length === 0 ? <EmptyStateLayout content={text(`queue.none.${question.view}`)} hasRadius shadow="tableShadow" /> : table(data)}
              <Pager pages={pages} nextCursor={meta.nextCursor} />
            </Box>
          )}
        </Waiting>
      )}
      <Typography variant="pi" textColor="neutral600">{text('queue.recorded')}</Typography>
      {isHelpOpen ? <KeysDialog of="queue" onClose={() => setIsHelpOpen(false)} /> : null}
    </Overview>
  );
}
