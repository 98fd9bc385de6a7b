import { setTimeout as pause } from 'node:timers/promises';
import type { ChaosDatabase } from './database.ts';
import type { Random } from './random.ts';
import type { ChaosServer } from './server.ts';
import { eventually } from '../support/eventually.ts';

export interface Plan {
  serverKills: number;
  /** Between a server that is ready and its next death. */
  minLifeMs: number;
  maxLifeMs: number;
}

/** Kills the server so often, and PostgreSQL once on the way, each at a random moment of its life. */
export async function killAtRandom({ serverKills, minLifeMs, maxLifeMs }: Plan, server: ChaosServer, database: ChaosDatabase, random: Random, say: (line: string) => void): Promise<void> {
  const databaseTurn = random.between(2, serverKills);
  for (let turn = 1; turn <= serverKills; turn += 1) {
    await pause(random.between(minLifeMs, maxLifeMs));
    if (turn === databaseTurn) {
      await database.killAndRestart();
      say('PostgreSQL was killed and is back');
      if (!server.isRunning()) throw new Error(`The server did not survive the death of PostgreSQL: ${server.ending()}`);
      await eventually(server.isReady, { timeoutMs: 60_000, intervalMs: 100 });
      say('the server found it again by itself');
      await pause(random.between(minLifeMs, maxLifeMs));
    }
    if (!server.isRunning()) throw new Error(`The server ended by itself: ${server.ending()}`);
    await server.kill();
    // Sometimes at once, sometimes after webhooks have found nobody.
    await pause(random.between(0, 1_500));
    await server.start();
    say(`the server was killed and is back (${turn} of ${serverKills})`);
  }
  await pause(random.between(minLifeMs, maxLifeMs));
}
