import type { Cluster } from '../../cluster.ts';
import { startCpuClock, type Turn } from '../../measures/measured.ts';
import { inTurns } from '../../measures/turns.ts';
import type { ChatResult } from '../clients/job.ts';
import type { ChatClients } from '../clients/start.ts';
import type { ChatContender } from '../contenders.ts';
import type { ChatAmounts } from '../options.ts';

/** A turn with what its clients heard. For each delivery where there are many listeners, for each message in the race. */
export interface ChatTurn extends Turn {
  lost: number;
  doubled: number;
  reordered: number;
}

const WRITERS = 8;
const PER_SECOND = 50;
/** Each connection is in as many rooms as a room has connections, and each room gets one message a second. */
const LISTENERS_OF_A_ROOM = 10;

const turnOf = (measure: string, { name, server }: ChatContender, round: number, heard: ChatResult, count: number, cpu: { serverCpuMicros: number | undefined; postgresCpuMicros: number | undefined }): ChatTurn => ({
  measure,
  contender: name,
  round,
  perSecond: (count * 1_000) / heard.elapsedMs,
  meanMs: heard.latencyMs.mean,
  p50Ms: heard.latencyMs.p50,
  p99Ms: heard.latencyMs.p99,
  ...cpu,
  loadCpuMicros: (heard.cpuSeconds * 1e6) / count,
  residentMegabytes: server.residentMegabytes(),
  lost: heard.lost,
  doubled: heard.doubled,
  reordered: heard.reordered,
});

/** Many clients in one room, one of them writing at an even pace. */
export const measureFanOut = (contenders: readonly ChatContender[], clients: ChatClients, cluster: Cluster, amounts: ChatAmounts, record: (turn: ChatTurn) => void): Promise<void> =>
  inTurns(contenders, amounts.rounds, async (contender, round) => {
    const { server, tokens, roomId } = contender;
    await clients.run({ do: 'open', port: server.port, tokens, count: amounts.listeners, roomIds: [roomId] });
    const job = { do: 'pace', roomIds: [roomId], perSecond: PER_SECOND } as const;
    await clients.run({ ...job, durationMs: amounts.warmUpMs });
    const cpuSince = startCpuClock(server, cluster);
    const heard = await clients.run({ ...job, durationMs: amounts.measureMs });
    record(turnOf('fan-out', contender, round, heard, heard.deliveries, cpuSince(heard.deliveries)));
    await clients.run({ do: 'close' });
  });

/** Many rooms with a few listeners each, messages in all of them in turn. */
export async function measureManyRooms(contenders: readonly ChatContender[], clients: ChatClients, cluster: Cluster, amounts: ChatAmounts, record: (turn: ChatTurn) => void): Promise<void> {
  const roomsOf = new Map(await Promise.all(contenders.map(async (contender) => [contender, await contender.addRooms(amounts.rooms)] as const)));
  await inTurns(contenders, amounts.rounds, async (contender, round) => {
    const { server, tokens } = contender;
    const roomIds = roomsOf.get(contender) ?? [];
    await clients.run({ do: 'open', port: server.port, tokens, count: amounts.rooms, roomIds, roomsEach: LISTENERS_OF_A_ROOM });
    const job = { do: 'pace', roomIds, perSecond: amounts.rooms } as const;
    await clients.run({ ...job, durationMs: amounts.warmUpMs });
    const cpuSince = startCpuClock(server, cluster);
    const heard = await clients.run({ ...job, durationMs: amounts.measureMs });
    record(turnOf('many-rooms', contender, round, heard, heard.deliveries, cpuSince(heard.deliveries)));
    await clients.run({ do: 'close' });
  });
}

/** A few writers in one room, each as fast as it is acknowledged. */
export const measureHotRoom = (contenders: readonly ChatContender[], clients: ChatClients, cluster: Cluster, amounts: ChatAmounts, record: (turn: ChatTurn) => void): Promise<void> =>
  inTurns(contenders, amounts.rounds, async (contender, round) => {
    const { server, tokens, roomId } = contender;
    await clients.run({ do: 'open', port: server.port, tokens, count: WRITERS, roomIds: [roomId] });
    const job = { do: 'race', roomId, writers: WRITERS } as const;
    await clients.run({ ...job, durationMs: amounts.warmUpMs });
    const cpuSince = startCpuClock(server, cluster);
    const heard = await clients.run({ ...job, durationMs: amounts.measureMs });
    record(turnOf('hot-room', contender, round, heard, heard.acknowledged, cpuSince(heard.acknowledged)));
    await clients.run({ do: 'close' });
  });
