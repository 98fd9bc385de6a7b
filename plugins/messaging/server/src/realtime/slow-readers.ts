import type { Core } from '@strapi/strapi';
import type { Connection } from './connection';
import { connOf, queueOf, terminate } from './engine-edge';

const CHECK_MS = 500;
const MOST_PACKETS = 256;
const MOST_BYTES = 1_048_576;

/** Whether so much waits for a reader that what can wait should. */
export function isSlow({ socket }: Connection): boolean {
  const { packets, bytes } = queueOf(connOf(socket));
  return packets >= MOST_PACKETS / 2 || bytes >= MOST_BYTES / 2;
}

/**
 * Cuts connections whose reader does not keep up, before what waits for them fills the memory of everybody. Their client
 * reconnects and syncs from where it was. A large answer may stand in the way for a moment: two checks in a row decide.
 *
 * @returns a function that stops it.
 */
export function cutSlowReaders(strapi: Core.Strapi, connections: ReadonlyMap<string, Connection>): () => void {
  let suspects = new Set<string>();
  const timer = setInterval(() => {
    const slow = new Set<string>();
    for (const [id, { socket, viewer, address }] of connections) {
      const { packets, bytes } = queueOf(connOf(socket));
      if (packets < MOST_PACKETS && bytes < MOST_BYTES) continue;
      slow.add(id);
      if (!suspects.has(id)) continue;
      strapi.log.warn('A connection is cut: its reader does not keep up.', { personId: viewer.id, ip: address, packets, bytes });
      terminate(connOf(socket));
    }
    suspects = slow;
  }, CHECK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
