import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/eventually.ts';
import type { RedisProcess } from '../support/redis-process.ts';
import type { ChaosDatabase } from '../chaos/database.ts';
import type { Random } from '../chaos/random.ts';
import type { ChaosServer } from '../chaos/server.ts';
import type { Crowd } from './crowd.ts';
import type { Plan } from './plan.ts';

export interface Stage {
  servers: readonly ChaosServer[];
  database: ChaosDatabase;
  redis: RedisProcess;
  crowd: Crowd;
}

type Disaster = keyof Plan['disasters'];

const BETWEEN_MS = { min: 2_000, max: 7_000 };
const RECOVER_WITHIN_MS = 60_000;
/** Longer than a server waits for its answer. */
const LONGEST_HANG_MS = 6_000;

/** Everything of the plan, one after another in an order of chance, with some life in between. */
export async function strike({ disasters }: Pick<Plan, 'disasters'>, stage: Stage, random: Random, say: (line: string) => void): Promise<void> {
  const list = (Object.entries(disasters) as [Disaster, number][]).flatMap(([what, times]) => Array.from({ length: times }, () => what));
  const order = list.map((what) => ({ what, place: random.next() })).sort((a, b) => a.place - b.place);
  for (const [index, { what }] of order.entries()) {
    await pause(random.between(BETWEEN_MS.min, BETWEEN_MS.max));
    say(`${await acts[what](stage, random)} (${index + 1} of ${order.length})`);
    const gone = stage.servers.find((server) => !server.isRunning());
    if (gone) throw new Error(`A server ended by itself: ${gone.ending()}`);
  }
  await pause(random.between(BETWEEN_MS.min, BETWEEN_MS.max));
}

const acts: Record<Disaster, (stage: Stage, random: Random) => Promise<string>> = {
  async servers({ servers }, random) {
    const server = servers[1] ?? servers[0];
    await server?.kill();
    // Sometimes at once, sometimes after its clients have come back to nobody.
    await pause(random.between(0, 2_000));
    await server?.start();
    return 'a server was killed and is back';
  },
  async redis({ redis }, random) {
    redis.pause();
    await pause(random.between(0, LONGEST_HANG_MS));
    await redis.kill();
    await pause(random.between(0, LONGEST_HANG_MS));
    await redis.start();
    return 'Redis hung, was killed and is back, empty';
  },
  async postgres({ servers, database }) {
    await database.killAndRestart();
    for (const server of servers) await eventually(server.isReady, { timeoutMs: RECOVER_WITHIN_MS, intervalMs: 100 });
    return 'PostgreSQL was killed and is back, and the servers have found it again';
  },
  async clients({ crowd }, random) {
    await crowd.killAndRestart(random.between(0, crowd.journals.length - 1));
    return 'a process with clients was killed and has gone on from what it had written down';
  },
};
