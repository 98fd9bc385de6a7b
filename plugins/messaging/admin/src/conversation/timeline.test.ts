import type { RoomEvent } from '../api/types';
import { begunAnew, continued, EMPTY_LOG, firstOfRest, preceded } from './log-view';
import { answeredSince, timelineOf } from './timeline';

const epoch = 'one';
const at = (second: number) => `2026-11-22T18:00:${String(second).padStart(2, '0')}.000Z`;
const message = (roomId: string, seq: number, second: number, actorId: string, text: string): RoomEvent => ({
  roomId, epoch, seq, at: at(second), actorId, type: 'message.created', data: { messageId: `${roomId}-m${seq}`, clientMessageId: `c${seq}`, text },
});
const conversation = continued(EMPTY_LOG, [
  message('room', 1, 1, 'usr_c', 'Where is my money?'),
  message('room', 2, 3, 'stf_a', 'On its way.'),
  { roomId: 'room', epoch, seq: 3, at: at(4), actorId: 'stf_a', type: 'ticket.state_changed', data: { from: 'open', to: 'waiting_on_customer' } },
  { roomId: 'room', epoch, seq: 4, at: at(6), actorId: 'usr_c', type: 'read.moved', data: { seq: 2 } },
]);
const staff = continued(EMPTY_LOG, [message('staff', 1, 2, 'stf_b', 'A known customer.'), message('staff', 2, 9, 'stf_b', 'Done?')]);

describe('the timeline of a ticket', () => {
  it('puts what both rooms say in the order in which it was said', () => {
    const entries = timelineOf(conversation, staff);
    expect(entries.map((entry) => (entry.kind === 'message' ? `${entry.room}: ${entry.text}` : entry.event.type))).toEqual([
      'reply: Where is my money?', 'note: A known customer.', 'reply: On its way.', 'ticket.state_changed', 'note: Done?',
    ]);
  });

  it('shows a message as it is now', () => {
    const log = continued(conversation, [
      { roomId: 'room', epoch, seq: 5, at: at(7), actorId: 'usr_c', type: 'reaction.added', data: { messageId: 'room-m2', emoji: '👍' } },
      { roomId: 'room', epoch, seq: 6, at: at(8), actorId: 'stf_a', type: 'message.edited', data: { messageId: 'room-m2', version: 2, text: 'It has arrived.' } },
      { roomId: 'room', epoch, seq: 7, at: at(9), actorId: 'usr_c', type: 'message.deleted', data: { messageId: 'room-m1', by: 'author' } },
    ]);
    const [first, second] = timelineOf(log, EMPTY_LOG);
    expect(first).toMatchObject({ text: null });
    expect(second).toMatchObject({ text: 'It has arrived.', isEdited: true, reactions: [{ emoji: '👍', count: 1 }] });
    expect(timelineOf(conversation, EMPTY_LOG)[1]).toMatchObject({ text: 'On its way.', isEdited: false });
  });

  it('knows who answered while somebody wrote', () => {
    const entries = timelineOf(conversation, staff);
    expect(answeredSince(entries, 1, 'stf_b')).toMatchObject({ authorId: 'stf_a', seq: 2 });
    expect(answeredSince(entries, 2, 'stf_b')).toBeUndefined();
    expect(answeredSince(entries, 0, 'stf_a')).toBeUndefined();
  });
});

describe('a log that is shown from its end', () => {
  it('remembers who has read up to where', () => {
    expect(conversation.readSeqs).toEqual({ usr_c: 2 });
    expect(begunAnew({ kind: 'ticket', title: 'Money', members: [{ id: 'usr_c', role: 'member', readSeq: 7 }], pins: [], slowModeSeconds: 0 }).readSeqs).toEqual({ usr_c: 7 });
  });

  it('takes what stands right before it, and nothing else', () => {
    const log = continued(EMPTY_LOG, [message('room', 5, 5, 'usr_c', 'five')]);
    expect(firstOfRest(log)).toBe(5);
    expect(preceded(log, [message('room', 3, 3, 'usr_c', 'three')])).toBe(log);
    const whole = preceded(log, [1, 2, 3, 4].map((seq) => message('room', seq, seq, 'usr_c', String(seq))));
    expect([whole.events.length, firstOfRest(whole)]).toEqual([5, undefined]);
  });
});
