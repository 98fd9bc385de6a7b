import { setTimeout as pause } from 'node:timers/promises';
import type { Contender } from '../contenders/contender.ts';
import { median } from '../statistics.ts';

export interface MemoryFigure {
  contender: string;
  residentMegabytes: number;
}

const SAMPLES = 5;
const PAUSE_MS = 2_000;
/** V8 gives memory back only after some seconds without work; a server with nothing to do is what is left of a run. */
const REST_MS = 30_000;

/** Resident memory when the work is over and every server has rested for half a minute: the median of a few looks. */
export async function measureMemory(contenders: readonly Contender[]): Promise<MemoryFigure[]> {
  const samples = contenders.map(({ name, server }) => ({ name, server, megabytes: [] as number[] }));
  await pause(REST_MS);
  for (let look = 0; look < SAMPLES; look += 1) {
    await pause(PAUSE_MS);
    for (const { server, megabytes } of samples) megabytes.push(server.residentMegabytes());
  }
  return samples.map(({ name, megabytes }) => ({ contender: name, residentMegabytes: median(megabytes) }));
}
