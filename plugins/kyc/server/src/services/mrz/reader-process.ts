/**
 * Reads one picture, in a process of its own: a decoder that a picture breaks, or a reader that never ends, takes that process
 * with it and nothing else. Whoever started it is told the outcome and ends it.
 */
import type { MrzOutcome } from '../../domain/mrz/mrz-outcome';
import { readZone } from '../../domain/mrz/read-zone';
import { decodeImage } from './decode-image';

/** What the process is asked. */
export interface ReadRequest {
  readonly bytes: Uint8Array;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

async function read({ bytes, today }: ReadRequest): Promise<MrzOutcome> {
  const image = await decodeImage(bytes).catch(() => undefined);
  if (!image) return { outcome: 'unread', reason: 'not_an_image' };
  const zone = readZone(image, today);
  if (!zone) return { outcome: 'unread', reason: 'no_zone' };
  const { lines, parsed, states, confidences } = zone;
  return { outcome: 'read', reading: { lines, contents: parsed.contents, states, confidences } };
}

// Without a parent there is nobody to read for.
process.on('disconnect', () => process.exit());
// What is thrown here ends the process, and whoever waits sees it end.
process.once('message', (request: ReadRequest) => void read(request).then((outcome) => process.send?.(outcome)));
