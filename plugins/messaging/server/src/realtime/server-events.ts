import { z } from '@strapi/utils';
import { queueChange, ticketViewers } from '../wire/desk';
import { memberId, roomId, seq } from '../wire/ids';
import { roomEvent } from '../wire/log';
import { presenceChange } from '../wire/presence';
import { sessionEnd } from '../wire/session';

/** What the server sends by itself. */
export const serverEvents = {
  'room:event': {
    when: 'Something entered the log of a room that this connection listens to. Also, without listening, that somebody brings you into a room or takes you out.',
    payload: roomEvent,
  },
  'room:heads': {
    when: 'For a room that has been quiet for two seconds after an event, and every 30 seconds for all. Where a head is beyond your last event, you have missed some: sync.',
    payload: z.record(roomId, seq),
  },
  presence: {
    when: 'Somebody whom this connection watches came, or has been away for five seconds, or may not be seen any more. Not kept; left out while the connection does not keep up, and told when it does.',
    payload: presenceChange,
  },
  typing: { when: 'Somebody types in a room that this connection listens to, or has stopped. Not kept, may be lost.', payload: z.strictObject({ roomId, userId: memberId, isTyping: z.boolean() }) },
  'queue:changed': { when: 'On `/staff`, after `queue:subscribe`: a ticket was opened or changed. Changes that follow each other closely come as one.', payload: queueChange },
  'ticket:viewers': { when: 'On `/staff`, for a ticket that this connection views: somebody else has it before them, writes in it, or has gone.', payload: ticketViewers },
  'session:ended': { when: 'This connection is cut now: the sign-in ended (the code says why), the token expired and was not refreshed in 25 seconds, or it sent too much.', payload: sessionEnd },
  'server:drain': { when: 'This server stops and cuts the connection after `delayMs`. Reconnect then, or before.', payload: z.strictObject({ delayMs: z.number().int() }) },
  'event:refused': {
    when: 'An event that came without an acknowledgement function was not run.',
    payload: z.strictObject({ event: z.string(), code: z.string(), message: z.string() }),
  },
} as const;

export type ServerToClient = { [K in keyof typeof serverEvents]: (payload: z.output<(typeof serverEvents)[K]['payload']>) => void };
