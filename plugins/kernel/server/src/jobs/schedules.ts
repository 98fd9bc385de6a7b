import type { Core } from '@strapi/strapi';
import { table, type Guard } from '../database/guards';
import { createPump, type Pump } from '../pump';
import { sql } from '../transaction';

export const scheduleGuards: Guard[] = [
  table('kernel_schedules', 'name text PRIMARY KEY, last_run_at timestamptz NOT NULL'),
];

/**
 * Work that is done every few seconds by one of the instances. Whoever moves `last_run_at` forward first runs it: the
 * database's clock decides, so instances with wrong clocks agree.
 */
export class Schedules {
  private readonly pumps = new Map<string, Pump>();

  constructor(private readonly strapi: Core.Strapi) {}

  /** Declares a schedule. `work` may be cut by a crash at any line, and then simply runs at the next turn. */
  every(seconds: number, name: string, work: () => Promise<void>): void {
    if (this.pumps.has(name)) throw new Error(`The schedule "${name}" is declared twice.`);
    const pass = async () => {
      const isMine = await sql(this.strapi).execute(
        `INSERT INTO kernel_schedules (name, last_run_at) VALUES ($1, now())
         ON CONFLICT (name) DO UPDATE SET last_run_at = now()
         WHERE kernel_schedules.last_run_at <= now() - make_interval(secs => $2)`,
        // A little less than a whole turn, so that a timer that fires a few milliseconds early does not lose its turn.
        [name, seconds * 0.9],
      );
      if (isMine === 1) await work();
      return false;
    };
    this.pumps.set(
      name,
      createPump({
        pass,
        pollIntervalMs: seconds * 1_000,
        onError: (error) => this.strapi.log.error(`The schedule "${name}" failed; it runs again in ${seconds} s.`, { error }),
      }),
    );
  }

  start(): void {
    for (const pump of this.pumps.values()) pump.start();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.pumps.values()].map((pump) => pump.stop()));
  }
}
