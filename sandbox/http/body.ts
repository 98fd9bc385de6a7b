import type { IncomingMessage } from 'node:http';

/** A body that cannot be read; `status` is what HTTP calls it. */
export class UnreadableBody extends Error {
  readonly status: 400 | 413;

  constructor(status: 400 | 413, message: string) {
    super(message);
    this.name = 'UnreadableBody';
    this.status = status;
  }
}

/** Reads a whole body, at most `limitBytes`: more is refused, so that one caller cannot fill the memory. */
export async function readBody(request: IncomingMessage, limitBytes = 1_048_576): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limitBytes) throw new UnreadableBody(413, `The body is larger than ${limitBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** An empty body reads as `undefined`: whether one is needed is the schema's business. */
export function parseJson(raw: string): unknown {
  if (raw.trim() === '') return undefined;
  try {
    return JSON.parse(raw);
  } catch (error) {
    if (error instanceof SyntaxError) throw new UnreadableBody(400, 'The body is not valid JSON.');
    throw error;
  }
}
