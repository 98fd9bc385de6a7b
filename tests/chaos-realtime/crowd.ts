import { once } from 'node:events';
import path from 'node:path';
import { startChild, type Child } from '../chaos/children.ts';
import type { Order, Person, Report } from './clients/orders.ts';

/** All clients, in a few processes. */
export interface Crowd {
  readonly journals: readonly string[];
  /** SIGKILL to one of the processes, and a start on what it had written down. */
  killAndRestart(index: number): Promise<void>;
  /** Nobody begins anything new. */
  calm(): Promise<void>;
  report(heads?: Readonly<Record<string, number>>): Promise<Report>;
  /** Rejects when a process ends that nobody has killed. */
  readonly failed: Promise<never>;
}

export interface CrowdOptions {
  folder: string;
  url: string;
  people: readonly Person[];
  processes: number;
  seed: number;
}

const PROGRAM = path.join(import.meta.dirname, 'clients', 'main.ts');

export async function startCrowd({ folder, url, people, processes, seed }: CrowdOptions): Promise<Crowd> {
  const journals = Array.from({ length: processes }, (_, index) => path.join(folder, `clients-${index}.jsonl`));
  const children = new Map<number, Child>();
  let starts = 0;
  let fail: (error: Error) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  // Whoever waits for it learns of it; at a time when nobody does it is no unhandled one.
  failed.catch(() => undefined);

  async function ask(child: Child, order: Order): Promise<Report> {
    child.process.send(order);
    const [report] = (await Promise.race([once(child.process, 'message'), failed])) as [Report];
    return report;
  }

  async function start(index: number): Promise<void> {
    const child = startChild([PROGRAM], {}, { hasChannel: true });
    children.set(index, child);
    void child.exited.then(() => children.get(index) === child && fail(new Error(`A process with clients ended by itself: ${child.ending()}`)));
    starts += 1;
    const share = people.filter((_, number) => number % processes === index);
    await ask(child, { do: 'begin', url, journal: journals[index] ?? '', seed: seed + starts * 1_000, people: share });
  }

  const askAll = (order: Order) => Promise.all([...children.values()].map((child) => ask(child, order)));
  await Promise.all(journals.map((_, index) => start(index)));
  return {
    journals,
    failed,
    async killAndRestart(index) {
      const child = children.get(index);
      children.delete(index);
      child?.process.kill('SIGKILL');
      await child?.exited;
      await start(index);
    },
    calm: async () => void (await askAll({ do: 'calm' })),
    async report(heads = {}) {
      const reports = await askAll({ do: 'report', heads });
      return {
        unsettled: reports.reduce((sum, { unsettled }) => sum + unsettled, 0),
        connected: reports.reduce((sum, { connected }) => sum + connected, 0),
        behind: reports.flatMap(({ behind }) => behind),
      };
    },
  };
}
