import { setTimeout as pause } from 'node:timers/promises';
import type { ServerProcess } from '../server-process.ts';

interface HasServer {
  name: string;
  server: ServerProcess;
}

/**
 * Lets the contenders take turns: in every round each one once, the first one another each time. While one is measured
 * the others are frozen, so that nobody pays for another's background work.
 */
export async function inTurns<C extends HasServer>(contenders: readonly C[], rounds: number, take: (contender: C, round: number) => Promise<void>): Promise<void> {
  contenders.forEach(({ server }) => server.freeze());
  try {
    for (let round = 1; round <= rounds; round += 1) {
      for (let place = 0; place < contenders.length; place += 1) {
        const contender = contenders[(place + round - 1) % contenders.length];
        if (!contender) continue;
        contender.server.thaw();
        // Timers that were due while it stood still run now.
        await pause(300);
        await take(contender, round);
        contender.server.freeze();
      }
    }
  } finally {
    contenders.forEach(({ server }) => server.thaw());
  }
}
