import { z } from '@strapi/utils';
import { NotFound, Unavailable } from '#kernel';
import { TicketClosed, TicketMerged } from '../domain/ticket-errors';
import { ReplyUnknown, RoomSilent } from '../errors';
import { defineSocketEvent } from '../realtime/catalogue';
import { sendMessage } from '../services/log/send';
import { markRead } from '../services/read-positions';
import { tellTyping } from '../services/typing';
import * as wire from '../wire/messages';

defineSocketEvent({
  name: 'message:send',
  summary: 'Send a message. Acknowledged once it is committed; without an acknowledgement nobody knows, so send it again with the same `clientMessageId`: a repeat gets the first answer and stores nothing.',
  action: { users: 'message.send', staff: 'tickets.answer' },
  payload: wire.sendMessage,
  acknowledgement: wire.sentMessage,
  errors: [NotFound, RoomSilent, ReplyUnknown, TicketClosed, TicketMerged, Unavailable],
  cost: 1,
  async handle({ strapi, viewer }, message) {
    const { seq, messageId } = await sendMessage(strapi, viewer, message);
    return { seq, messageId };
  },
});

defineSocketEvent({
  name: 'room:read',
  summary: 'Say up to where you have read. Forward only; beyond the head is the head.',
  action: { users: 'room.read', staff: 'tickets.read' },
  payload: wire.markRead,
  acknowledgement: wire.markedRead,
  errors: [NotFound],
  cost: 1,
  handle: ({ strapi, viewer }, { roomId, seq }) => markRead(strapi, viewer, roomId, seq),
});

defineSocketEvent({
  name: 'typing',
  summary: 'Tell those who look at the room that you are typing, or have stopped. Needs no acknowledgement function; no more than one a second is passed on.',
  action: { users: 'room.typing', staff: 'tickets.answer' },
  payload: wire.typing,
  acknowledgement: z.strictObject({}),
  errors: [NotFound],
  cost: 1,
  isAcknowledgementOptional: true,
  async handle({ strapi, viewer }, { roomId, isTyping = true }) {
    await tellTyping(strapi, viewer, roomId, isTyping);
    return {};
  },
});
