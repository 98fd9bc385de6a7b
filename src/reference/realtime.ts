import { jsonSchemaOf } from '#kernel';
import { roomEventTypes, serverEvents, socketEventCatalogue, type SocketEvent } from '#messaging';
import { code, page, table } from './markdown';

type Action = SocketEvent['action'];

interface Shape {
  properties?: Record<string, object>;
  required?: string[];
  anyOf?: Shape[];
  oneOf?: Shape[];
}

/** The fields of a payload, those that may be absent with a question mark; of one that is a map, what it maps. */
function fieldsOf(schema: Parameters<typeof jsonSchemaOf>[0]): string {
  const shape = jsonSchemaOf(schema) as Shape;
  const { properties, required = [] } = shape.anyOf?.[0] ?? shape.oneOf?.[0] ?? shape;
  if (!properties) return 'by room: seq';
  return Object.keys(properties).map((name) => code(required.includes(name) ? name : `${name}?`)).join(', ');
}

const INTRO = `Socket.IO 4 at \`/socket.io\`, WebSocket only: \`io('https://api.example.com/users', { transports: ['websocket'], auth: { token } })\`. Users enter the namespace \`/users\` with an access token of the API, staff \`/staff\` with one of the admin panel; neither token opens the other. [Chat in fifteen minutes](../start-chat.md); [how the log of a room works](../explain/room-log.md).

An event carries one object and an acknowledgement function, which is called once: \`{ ok: true, … }\`, or \`{ ok: false, code, message, details? }\` with a code of [the errors](errors.md). Without an acknowledgement function nothing is done, except for \`typing\`. Times are ISO 8601 in UTC.`;

const EXAMPLE = `## A conversation

\`\`\`js
// Listen, and get what you miss behind event 17.
await socket.emitWithAck('room:sync', { rooms: { [roomId]: 17 } });
// { ok: true, rooms: { room_01kc…: { epoch: 'ep_01kb…', head: 18, limited: false, events: [{ seq: 18, … }] } } }

socket.on('room:event', (event) => apply(event));
// { roomId: 'room_01kc…', epoch: 'ep_01kb…', seq: 19, type: 'message.created', actorId: 'usr_01ka…', at: '2026-11-22T18:00:00.000Z',
//   data: { messageId: 'msg_01kd…', clientMessageId: 'c-7', text: 'Good morning' } }

await socket.emitWithAck('message:send', { roomId, clientMessageId: 'c-8', text: 'Good morning to you' });
// { ok: true, seq: 20, messageId: 'msg_01kd…' }
\`\`\`

Apply an event when its \`seq\` is the next, drop it when it is older, and sync when it is later or when \`room:heads\` is ahead of you. [The client module](../../plugins/messaging/client/README.md) does all of this, and \`wire.ts\` and \`wire-staff.ts\` in it are the types of everything on this page.`;

/** What an event takes in a namespace; nothing where it does not exist there. */
function permission(action: Action, namespace: 'users' | 'staff'): string {
  if (action === null) return 'signed in';
  const name = action[namespace];
  return name === undefined ? '' : code(name);
}

const sent = (): string =>
  table(
    ['Event', 'What it does', 'Payload', 'Acknowledgement', '`/users`', '`/staff`', 'Errors'],
    socketEventCatalogue().map(({ name, summary, payload, acknowledgement, action, errors }) => [
      code(name),
      summary,
      fieldsOf(payload),
      fieldsOf(acknowledgement),
      permission(action, 'users'),
      permission(action, 'staff'),
      errors.map((error) => code(error.code)).join(', '),
    ]),
  );

const heard = (): string => table(['Event', 'When', 'Payload'], Object.entries(serverEvents).map(([name, { when, payload }]) => [code(name), when, fieldsOf(payload)]));

const logged = (): string => table(['Type', 'When', '`data`'], Object.entries(roomEventTypes).map(([type, { when, data }]) => [code(type), when, fieldsOf(data)]));

export const realtimePage = (): string =>
  page(
    'Realtime',
    'the declarations in the code (`defineSocketEvent`)',
    INTRO,
    `${EXAMPLE}\n\n## What clients send\n\nEach may also be refused with \`KERNEL_VALIDATION_FAILED\`, \`KERNEL_UNAUTHENTICATED\`, \`KERNEL_FORBIDDEN\`, \`KERNEL_UNAVAILABLE\` (repeat it) and \`MESSAGING_FLOODING\`; what needs a permission also with \`MESSAGING_BANNED\`. A namespace knows the events for which it names a permission: that of the REST route which does the same, or for staff one of the admin panel.\n\n${sent()}\n\n## What the server sends\n\n${heard()}\n\n## What stands in a log\n\nThe \`type\` of a \`room:event\` and what its \`data\` carries.\n\n${logged()}`,
  );
