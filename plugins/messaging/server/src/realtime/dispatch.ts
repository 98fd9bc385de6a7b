import type { Core } from '@strapi/strapi';
import { newId, requestContext, Unauthenticated, Unavailable, ValidationFailed } from '#kernel';
import { AcknowledgementMissing, EventUnknown, Flooding } from '../errors';
import { assertReaches } from '../services/moderation/standing';
import type { Place } from '../services/moderation/support';
import { answerOnce, refused, type Answer } from './acknowledgement';
import { findSocketEvent, type Caller, type SocketEvent } from './catalogue';
import { endSession, type Connection } from './connection';
import type { Floods } from './floods';
import { assertAllowed } from './holder';
import { namespaceOf } from './namespaces';
import { hasPollutingKey } from './polluting-key';

/** So long an event may take; its client is told that nobody knows, and sends it again. */
const DEADLINE_MS = 15_000;
const MOST_UNDER_WAY = 256;
/** An event's name goes back to who sent it, but not a novel. */
const LONGEST_NAME = 64;

/** Refusals of a client that does not keep to the protocol, or to its limits: those are counted. */
const MISUSES = new Set([EventUnknown.code, AcknowledgementMissing.code, ValidationFailed.code, Flooding.code, Unauthenticated.code]);

/**
 * The one entry of everything that clients send. Nothing that comes in reaches a listener by its name, nothing that goes
 * wrong leaves this function, and whoever gave an acknowledgement function hears from it once.
 */
export function createDispatch(strapi: Core.Strapi, floods: Floods, callerOf: (connection: Connection) => Caller) {
  function refuse(connection: Connection, name: string, answer: (answer: Answer) => void, hasAcknowledgement: boolean, error: unknown): void {
    const { answer: refusal, isOurs } = refused(error);
    if (isOurs) strapi.log.error('A socket event failed.', { event: name, requestId: requestContext.get()?.requestId, personId: connection.viewer.id, error });
    if (hasAcknowledgement) answer(refusal);
    else connection.socket.emit('event:refused', { event: name, code: refusal.code, message: refusal.message });
    if (MISUSES.has(refusal.code) && floods.isTooMuch(connection)) {
      strapi.log.warn('A connection is cut: it goes on after too many refusals.', { personId: connection.viewer.id, ip: connection.address });
      endSession(connection, 'flooding');
    }
  }

  async function run(connection: Connection, name: string, args: readonly unknown[], answer: (answer: Answer) => void, hasAcknowledgement: boolean): Promise<void> {
    const event = findSocketEvent(name, namespaceOf(connection.viewer));
    const wait = floods.take(connection, event?.cost ?? 1);
    if (wait > 0 || connection.underWay >= MOST_UNDER_WAY) throw new Flooding({ retryAfterSeconds: Math.max(1, Math.ceil(wait)) });
    if (!event) throw new EventUnknown({ event: name });
    if (!hasAcknowledgement && !event.isAcknowledgementOptional) throw new AcknowledgementMissing();
    const payload = parse(event, args);
    connection.underWay += 1;
    try {
      await assertAllowed(strapi, connection, event);
      // Whatever needs a permission is something in a room.
      if (connection.bannedUntil && event.action !== null) await assertReaches(strapi, connection.bannedUntil, placeOf(payload));
      answer({ ok: true, ...((await withDeadline(event.handle(callerOf(connection), payload))) as object) });
    } finally {
      connection.underWay -= 1;
    }
  }

  return (connection: Connection, packet: readonly unknown[]): void => {
    const [first, ...args] = packet;
    const name = String(first).slice(0, LONGEST_NAME);
    const last = args.at(-1);
    const acknowledge = typeof last === 'function' ? (args.pop() as (answer: Answer) => void) : undefined;
    const answer = answerOnce(acknowledge);
    const context = { requestId: newId('req'), actor: { type: connection.viewer.kind, id: connection.viewer.id }, ip: connection.address };
    void requestContext.run(context, () =>
      run(connection, name, args, answer, acknowledge !== undefined).catch((error: unknown) => refuse(connection, name, answer, acknowledge !== undefined, error)),
    );
  };
}

/** Which rooms an event is about, by the names that every payload uses. */
function placeOf(payload: unknown): Place {
  const { roomId, rooms, messageId } = payload as { roomId?: string; rooms?: object; messageId?: string };
  if (rooms) return { roomIds: Object.keys(rooms), isEachForItself: true };
  return { roomIds: roomId === undefined ? [] : [roomId], ...(messageId === undefined ? {} : { messageId }) };
}

function parse({ payload }: SocketEvent, args: readonly unknown[]): unknown {
  if (args.length > 1) throw new ValidationFailed({ errors: [{ path: [], message: 'One object and the acknowledgement function, nothing else' }] });
  if (hasPollutingKey(args[0])) throw new ValidationFailed({ errors: [{ path: ['__proto__'], message: 'Not a key of any payload' }] });
  const parsed = payload.safeParse(args[0]);
  if (parsed.success) return parsed.data;
  throw new ValidationFailed({
    errors: parsed.error.issues.map(({ path, message }) => ({ path: path.map((step) => (typeof step === 'number' ? step : String(step))), message })),
  });
}

async function withDeadline<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => (timer = setTimeout(() => reject(new Unavailable()), DEADLINE_MS)));
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
