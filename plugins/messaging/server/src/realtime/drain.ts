import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from './connection';
import { connOf, terminateSoon } from './engine-edge';

const LONGEST_MS = 10_000;

/** Sends everybody elsewhere, spread over some seconds, so that they do not all arrive there at the same moment. */
export async function sendElsewhere(connections: ReadonlyMap<string, Connection>, timeoutMs: number): Promise<void> {
  const within = Math.min(LONGEST_MS, timeoutMs / 2);
  await Promise.all(
    [...connections.values()].map(async ({ socket }) => {
      const delayMs = Math.round(Math.random() * within);
      socket.emit('server:drain', { delayMs });
      await wait(delayMs, undefined, { ref: false });
      // Not `disconnect`, after which a client does not come back by itself.
      socket.conn.close();
      terminateSoon(connOf(socket));
    }),
  );
}
