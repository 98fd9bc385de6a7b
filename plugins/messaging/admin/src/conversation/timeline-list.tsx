import { Button, Flex, Loader } from '@strapi/design-system';
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { styled } from 'styled-components';
import type { StaffTicket } from '../api/types';
import type { Outgoing } from '../drafts/draft';
import type { Underway } from '../drafts/use-outgoing';
import { Centre } from '../layout/shell';
import { Choosable } from '../split/choosable';
import type { Selection } from '../split/use-selection';
import { useText } from '../text';
import { DayLine } from './day-line';
import { HappeningLine } from './happening-line';
import { MessageBubble } from './message-bubble';
import type { Entry, Message } from './timeline';
import { UnderwayBubble } from './underway-bubble';

const List = styled.div`
  flex: 1;
  min-height: 0;
  overflow: auto;
  padding: 12px 16px;
  background: ${({ theme }) => theme.colors.neutral100};
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: -2px;
  }
`;

/** So near to its end, one reads along. */
const NEAR_PX = 120;

interface Props {
  entries: readonly Entry[];
  /** While messages are chosen. */
  selection: Selection | undefined;
  underway: readonly Underway[];
  ticket: StaffTicket;
  /** Up to where the customer has read. */
  readUpTo: number;
  isRead: boolean;
  readEarlier: (() => Promise<void>) | undefined;
  onAgain(message: Outgoing): void;
  onGiveUp(clientMessageId: string): void;
}

export function Timeline({ entries, selection, underway, ticket, readUpTo, isRead, readEarlier, onAgain, onGiveUp }: Props) {
  const text = useText();
  const list = useRef<HTMLDivElement>(null);
  const wasNear = useRef(true);
  const heightBefore = useRef<number | undefined>(undefined);
  const [isReading, setIsReading] = useState(false);
  const arrived = new Set(entries.flatMap((entry) => (entry.kind === 'message' ? [entry.clientMessageId] : [])));
  const pending = underway.filter(({ clientMessageId }) => !arrived.has(clientMessageId));
  // What was read last of what we told the customer; the mark stands there alone.
  const lastAnswer = entries.findLast((entry) => entry.kind === 'message' && entry.room === 'reply' && entry.authorId.startsWith('stf_'));

  useLayoutEffect(() => {
    const box = list.current;
    if (!box) return;
    if (heightBefore.current !== undefined) {
      // What stands before has come: what one was reading stays where it is.
      box.scrollTop += box.scrollHeight - heightBefore.current;
      heightBefore.current = undefined;
    } else if (wasNear.current) box.scrollTop = box.scrollHeight;
  }, [entries, pending.length, isRead]);

  // What stands below it comes and goes, e.g. who else is writing.
  useEffect(() => {
    const box = list.current;
    if (!box) return undefined;
    const observer = new ResizeObserver(() => {
      if (wasNear.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  const readMore = async () => {
    if (!readEarlier) return;
    setIsReading(true);
    const height = list.current?.scrollHeight;
    try {
      await readEarlier();
      heightBefore.current = height;
    } finally {
      setIsReading(false);
    }
  };
  const inPlace = (message: Message, bubble: ReactNode) => (selection ? <Choosable message={message} selection={selection}>{bubble}</Choosable> : bubble);
  return (
    <List
      ref={list}
      role="log"
      aria-label={text('conversation.label')}
      tabIndex={0}
      onScroll={({ currentTarget: box }) => void (wasNear.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX)}
    >
      {isRead ? null : <Centre><Loader>{text('ticket.loading')}</Loader></Centre>}
      {readEarlier ? <Flex justifyContent="center" paddingBottom={3}><Button size="S" variant="tertiary" loading={isReading} onClick={() => void readMore()}>{text('conversation.earlier')}</Button></Flex> : null}
      {entries.map((entry, place) => (
        <div key={entry.key}>
          <DayLine at={entry.at} before={entries[place - 1]?.at} />
          {entry.kind === 'happening' ? <HappeningLine event={entry.event} at={entry.at} /> : inPlace(entry, <MessageBubble ticketId={ticket.id} message={entry} before={entries[place - 1]} requester={ticket.requester} receipt={entry === lastAnswer ? (entry.seq <= readUpTo ? 'read' : 'delivered') : undefined} />)}
        </div>
      ))}
      {pending.map((message) => <UnderwayBubble key={message.clientMessageId} message={message} onAgain={() => onAgain(message)} onGiveUp={() => onGiveUp(message.clientMessageId)} />)}
    </List>
  );
}
