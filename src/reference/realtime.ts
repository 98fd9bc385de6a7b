import { jsonSchemaOf } from '#kernel';
import { roomEventTypes, serverEvents, socketEventCatalogue } from '#messaging';
import { code, page, table } from './markdown';

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

const INTRO = `Socket.IO 4 at \`/socket.io\`, namespace \`/users\`, WebSocket only: \`io('https://api.example.com/users', { transports: ['websocket'], auth: { token } })\`. [Chat in fifteen minutes](../start-chat.md); [how the log of a room works](../explain/room-log.md).

An event carries one object and an acknowledgement function, which is called once: \`{ ok: true, … }\`, or \`{ ok: false, code, message, details? }\` with a code of [the errors](errors.md). Without an acknowledgement function nothing is done, except for \`typing\`. Times are ISO 8601 in UTC.`;

const sent = (): string =>
  table(
    ['Event', 'What it does', 'Payload', 'Acknowledgement', 'Permission', 'Errors'],
    socketEventCatalogue().map(({ name, summary, payload, acknowledgement, action, errors }) => [
      code(name),
      summary,
      fieldsOf(payload),
      fieldsOf(acknowledgement),
      action === null ? '' : code(action),
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
    `## What clients send\n\nEach may also be refused with \`KERNEL_VALIDATION_FAILED\`, \`KERNEL_UNAUTHENTICATED\`, \`KERNEL_FORBIDDEN\`, \`KERNEL_UNAVAILABLE\` (repeat it) and \`MESSAGING_FLOODING\`. The permission is that of the REST route that does the same.\n\n${sent()}\n\n## What the server sends\n\n${heard()}\n\n## What stands in a log\n\nThe \`type\` of a \`room:event\` and what its \`data\` carries.\n\n${logged()}`,
  );
