import { Box } from '@strapi/design-system';
import { useMemo } from 'react';
import type { StaffTicket } from '../api/types';
import { useOutgoing } from '../drafts/use-outgoing';
import { Pane } from '../layout/shell';
import { useReadPosition } from '../live/use-read-position';
import { useRoomLog } from '../live/use-room-log';
import { useTyping } from '../live/use-typing';
import { useViewers } from '../live/use-viewers';
import { useAllowed } from '../permissions';
import { useText } from '../text';
import { SplitBar } from '../split/split-bar';
import { useSelection } from '../split/use-selection';
import { ConversationHeader } from './conversation-header';
import { Composer } from './composer';
import { lastSeq } from './log-view';
import { Others } from './others';
import { Timeline } from './timeline-list';
import { timelineOf } from './timeline';

interface Props {
  ticket: StaffTicket;
  me: string;
  onChanged(): void;
}

/** What was said in both rooms of a ticket, and a place to say more. */
export function Conversation({ ticket, me, onChanged }: Props) {
  const text = useText();
  const { canAnswer } = useAllowed();
  const conversation = useRoomLog(ticket.id, 'conversation', ticket.roomId);
  const staff = useRoomLog(ticket.id, 'staff', ticket.staffRoomId);
  const entries = useMemo(() => timelineOf(conversation.log, staff.log), [conversation.log, staff.log]);
  const outgoing = useOutgoing(me, ticket);
  const { selection, begin, end } = useSelection(conversation.log.events);
  const { viewers, setWriting } = useViewers(ticket.id, me);
  const typing = useTyping(ticket.roomId, ticket.requester.id);
  useReadPosition(ticket.roomId, lastSeq(conversation.log));
  const earlier = [conversation.readEarlier, staff.readEarlier].flatMap((read) => read ?? []);

  return (
    <Pane aria-label={text('conversation.label')}>
      <ConversationHeader ticket={ticket} onChanged={onChanged} onSplit={selection ? undefined : begin} />
      <Timeline
        entries={entries}
        selection={selection}
        underway={outgoing.underway}
        ticket={ticket}
        readUpTo={conversation.log.readSeqs[ticket.requester.id] ?? 0}
        isRead={conversation.log.isRead}
        readEarlier={earlier.length === 0 ? undefined : () => Promise.all(earlier.map((read) => read())).then(() => undefined)}
        onAgain={outgoing.again}
        onGiveUp={outgoing.giveUp}
      />
      <Box>
        <Others viewers={viewers} typing={typing.isTyping ? ticket.requester : undefined} />
        {selection ? <SplitBar ticket={ticket} selection={selection} onEnd={end} /> : null}
        {canAnswer && !selection ? <Composer key={ticket.id} ticket={ticket} me={me} entries={entries} lastSeq={lastSeq(conversation.log)} outgoing={outgoing} onWriting={setWriting} onTyping={typing.tell} /> : null}
      </Box>
    </Pane>
  );
}
