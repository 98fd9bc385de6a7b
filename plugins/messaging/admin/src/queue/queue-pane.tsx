import { Box, Button, Flex, Loader, Typography } from '@strapi/design-system';
import type { KeyboardEvent } from 'react';
import { Pane, Scroll } from '../layout/shell';
import { useText } from '../text';
import { QueueItem } from './queue-item';
import { QueueSearch } from './queue-search';
import type { Seen } from './seen';
import { isUnread } from './seen';
import type { Queue } from './use-queue';
import { ViewTabs } from './view-tabs';
import type { QueueQuestion } from './views';

interface Props {
  queue: Queue;
  question: QueueQuestion;
  onAsk(change: Partial<QueueQuestion>): void;
  openId: string | undefined;
  seen: Seen;
  onOpen(id: string): void;
  /** To the next, or back. */
  onStep(by: 1 | -1): void;
}

export function QueuePane({ queue, question, onAsk, openId, seen, onOpen, onStep }: Props) {
  const text = useText();
  const move = (event: KeyboardEvent) => {
    const by = ({ ArrowDown: 1, ArrowUp: -1 } as const)[event.key as 'ArrowDown' | 'ArrowUp'];
    if (by === undefined) return;
    event.preventDefault();
    onStep(by);
  };
  return (
    <Pane aria-label={text('queue.label')}>
      <ViewTabs view={question.view} onView={(view) => onAsk({ view })} />
      <QueueSearch value={question.search} order={question.order} onAsk={onAsk} />
      <Scroll>
        {queue.error === undefined ? null : (
          <Flex padding={3} gap={3} role="status" background="danger100">
            <Typography variant="pi" textColor="danger700">{text('queue.failed', { reason: queue.error })}</Typography>
            <Button size="S" variant="tertiary" onClick={queue.refresh}>{text('again')}</Button>
          </Flex>
        )}
        {queue.tickets === undefined && queue.error === undefined ? <Flex justifyContent="center" padding={6}><Loader small>{text('queue.loading')}</Loader></Flex> : null}
        {queue.tickets?.length === 0 ? <Box padding={6}><Typography textColor="neutral600" tag="p" textAlign="center">{text(question.search === '' ? `queue.empty.${question.view}` : 'queue.notFound')}</Typography></Box> : null}
        <ul aria-label={text('queue.label')} onKeyDown={move}>
          {queue.tickets?.map((ticket) => (
            <li key={ticket.id}><QueueItem ticket={ticket} isOpen={ticket.id === openId} isUnread={isUnread(seen, ticket)} onOpen={() => onOpen(ticket.id)} /></li>
          ))}
        </ul>
        {queue.hasMore ? <Flex justifyContent="center" padding={3}><Button size="S" variant="tertiary" onClick={queue.more}>{text('queue.more')}</Button></Flex> : null}
      </Scroll>
    </Pane>
  );
}
