import path from 'node:path';
import type { Cluster } from '../postgres/cluster.ts';
import type { Child } from './child.ts';
import { forgetChildren, rememberChildren } from './leftovers.ts';

export interface Broken {
  name: string;
  how: string;
  tail: string[];
  /** Where it writes. */
  folder: string;
}

/** What has been started. It is stopped the other way round: the server before what it needs. */
export interface Stack {
  addChild(child: Child): void;
  addCluster(cluster: Cluster): void;
  /** Resolves when one of them ends without having been asked. */
  readonly broken: Promise<Broken>;
  /** Within 15 s altogether. */
  stop(): Promise<void>;
  /** At once, for the impatient. */
  kill(): void;
}

/** A server finishes its requests; the sandbox has nothing to finish. PostgreSQL's guardian takes 3 s at most after that. */
const STOP_TIMEOUTS_MS: Readonly<Record<string, number>> = { server: 9_000, sandbox: 2_000 };

export function createStack(childrenFile: string): Stack {
  const children: Child[] = [];
  const stops: (() => Promise<void>)[] = [];
  let isStopping = false;
  let reportBroken: ((broken: Broken) => void) | undefined;
  const broken = new Promise<Broken>((resolve) => (reportBroken = resolve));
  const watch = (name: string, exited: Promise<string>, folder: string, tail: () => string[]) =>
    void exited.then((how) => {
      if (!isStopping) reportBroken?.({ name, how, tail: tail().slice(-20), folder });
    });
  return {
    broken,
    addChild(child) {
      children.push(child);
      rememberChildren(childrenFile, children.map(({ identity }) => identity));
      stops.unshift(() => child.stop(STOP_TIMEOUTS_MS[child.name] ?? 2_000));
      watch(child.name, child.exited, path.dirname(childrenFile), child.tail);
    },
    addCluster(cluster) {
      stops.unshift(() => cluster.stop());
      watch('PostgreSQL', cluster.exited.then(() => 'the end of its log follows'), cluster.home, () => cluster.said().trimEnd().split('\n'));
    },
    async stop() {
      isStopping = true;
      for (const stop of stops) await stop();
      forgetChildren(childrenFile);
    },
    kill() {
      for (const child of children) child.kill();
    },
  };
}
