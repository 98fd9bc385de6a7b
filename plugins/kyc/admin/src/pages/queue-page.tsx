import { Box, EmptyStateLayout, Typography } from '@strapi/design-system';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { Pager, usePages } from '../../../../kernel/admin/src/components/pager';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import type { PageOf, QueueRow } from '../api/types';
import { Overview } from '../layout/overview';
import { useMe } from '../layout/use-me';
import { QueueTable } from '../queue/queue-table';
import { useQuestion } from '../queue/use-question';
import { ViewTabs } from '../queue/view-tabs';
import { queryOf } from '../queue/views';
import { useText } from '../text';

const POLL_MS = 15_000;

/** What waits for a reviewer, and what has been decided. */
export function QueuePage() {
  const text = useText();
  const me = useMe();
  const { question, ask, search } = useQuestion();
  const query = queryOf(question);
  const pages = usePages(JSON.stringify(query));
  const list = useResource<PageOf<QueueRow>>('/kyc/applications', { ...query, cursor: pages.cursor }, POLL_MS);
  return (
    <Overview tab="queue">
      <ViewTabs view={question.view} counts={{}} onView={(view) => ask({ view })} />
      <Typography variant="pi" textColor="neutral600">{text('queue.recorded')}</Typography>
      <Waiting on={list}>
        {({ data, meta }) => (
          <Box>
            {data.length === 0 ? <EmptyStateLayout content={text(`queue.none.${question.view}`)} hasRadius shadow="tableShadow" /> : <QueueTable rows={data} view={question.view} me={me} search={search} />}
            <Pager pages={pages} nextCursor={meta.nextCursor} />
          </Box>
        )}
      </Waiting>
    </Overview>
  );
}
