import { setTimeout as pause } from 'node:timers/promises';
import { median } from '../../statistics.ts';
import type { ChatClients } from '../clients/start.ts';
import type { ChatContender } from '../contenders.ts';

export interface IdleFigure {
  contender: string;
  connections: number;
  kilobytesEach: number;
}

const LOOKS = 5;
const REST_MS = 2_000;
/** Work before the first look, so that what a server threw away while it started has been collected. */
const WARM_UP = { do: 'race', writers: 8, durationMs: 5_000 } as const;

async function residentMegabytes({ server }: ChatContender): Promise<number> {
  const megabytes: number[] = [];
  for (let look = 0; look < LOOKS; look += 1) {
    await pause(REST_MS);
    megabytes.push(server.residentMegabytes());
  }
  return median(megabytes);
}

/** What an open connection that says nothing takes: resident memory with all of them, less that of the same server before. */
export async function measureIdle(contenders: readonly ChatContender[], clients: ChatClients, connections: number): Promise<IdleFigure[]> {
  const figures: IdleFigure[] = [];
  for (const contender of contenders) {
    const { name, server, tokens, roomId } = contender;
    await clients.run({ do: 'open', port: server.port, tokens, count: WARM_UP.writers, roomIds: [roomId] });
    await clients.run({ ...WARM_UP, roomId });
    await clients.run({ do: 'close' });
    const before = await residentMegabytes(contender);
    await clients.run({ do: 'open', port: server.port, tokens, count: connections });
    const kilobytesEach = ((await residentMegabytes(contender)) - before) / connections * 1_000;
    await clients.run({ do: 'close' });
    figures.push({ contender: name, connections, kilobytesEach });
  }
  return figures;
}
