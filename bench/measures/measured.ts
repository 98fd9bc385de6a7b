import type { Cluster } from '../cluster.ts';
import { cpuSeconds } from '../process-figures.ts';
import type { ServerProcess } from '../server-process.ts';

/** One turn of one contender. */
export interface Turn {
  measure: string;
  contender: string;
  round: number;
  perSecond: number;
  meanMs: number;
  p50Ms: number;
  p99Ms: number;
  /** CPU microseconds for each request; undefined where the system does not tell. */
  serverCpuMicros: number | undefined;
  postgresCpuMicros: number | undefined;
  loadCpuMicros: number;
  /** Resident memory of the server right after the turn, before its collector has had a rest. */
  residentMegabytes: number;
}

/** A bar and how it was met. */
export interface Verdict {
  work: string;
  against: string;
  bar: string;
  measured: string;
  isMet: boolean;
}

/** Reads the CPU clocks of server and PostgreSQL; the answered function tells the microseconds since, for each of `count`. */
export function startCpuClock(server: ServerProcess, cluster: Cluster) {
  const before = { server: server.cpuSeconds(), postgres: cpuSeconds(cluster.pid, true) };
  const since = (then: number | undefined, now: number | undefined, count: number) => (then === undefined || now === undefined ? undefined : ((now - then) * 1e6) / count);
  return (count: number) => ({
    serverCpuMicros: since(before.server, server.cpuSeconds(), count),
    postgresCpuMicros: since(before.postgres, cpuSeconds(cluster.pid, true), count),
  });
}

/** The figures of one contender, in the order of the rounds. @throws Error when it has none. */
export function figuresOf(turns: readonly Turn[], measure: string, contender: string, figure: 'perSecond' | 'meanMs'): number[] {
  const figures = turns.filter((turn) => turn.measure === measure && turn.contender === contender).map((turn) => turn[figure]);
  if (figures.length === 0) throw new Error(`${contender} was not measured at ${measure}.`);
  return figures;
}

/** Round by round, what one has for each of the other. */
export const ratios = (of: readonly number[], to: readonly number[]): number[] => of.map((value, round) => value / (to[round] ?? Number.NaN));
