import { setTimeout as pause } from 'node:timers/promises';
import type { Contender } from '../contenders/contender.ts';
import { median } from '../statistics.ts';

export interface MemoryFigure {
  contender: string;
  residentMegabytes: number;
}

const SAMPLES = 5;
const REST_MS = 2_000;

/** Resident memory at the end of the run, when the work is over and the collector has had a moment: the median of a few looks. */
export async function measureMemory(contenders: readonly Contender[]): Promise<MemoryFigure[]> {
  const samples = contenders.map(({ name, server }) => ({ name, server, megabytes: [] as number[] }));
  for (let look = 0; look < SAMPLES; look += 1) {
    await pause(REST_MS);
    for (const { server, megabytes } of samples) megabytes.push(server.residentMegabytes());
  }
  return samples.map(({ name, megabytes }) => ({ contender: name, residentMegabytes: median(megabytes) }));
}
