import { setTimeout as wait } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { createDatabaseCheck } from './database-check';
import { createDrain } from './drain';
import { createLifecycle, type Lifecycle } from './phase';
import { installProcessGuards } from './process-guards';
import { addHealthRoutes } from './routes';

export interface HealthConfig {
  /** How long a server that is to stop goes on serving, so that balancers notice first. */
  drainDelayMs: number;
  /** How long requests, and after them background work, may then take to finish. */
  drainTimeoutMs: number;
}

export interface Health {
  lifecycle: Lifecycle;
  isDraining(): boolean;
  /**
   * Adds work to every stop, such as sending the holders of open sockets elsewhere. It runs beside the requests that finish,
   * after readiness has gone off and balancers had time to notice, and has `timeoutMs`.
   */
  onDrain(work: DrainWork): void;
  /** Readiness off, serve on for a while, stop accepting, finish what is under way. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

export type DrainWork = (timeoutMs: number) => Promise<void>;

/**
 * A client uses a connection that it keeps for up to five seconds after the last answer, which is as long as balancers are
 * given to go elsewhere: a slow one may be a moment late.
 */
const LINGER_MS = 2_000;
/** What the rest of a stop (providers, database pools) may take on top of the drain. */
const TEARDOWN_MS = 10_000;

export function createHealth(strapi: Core.Strapi, { drainDelayMs, drainTimeoutMs }: HealthConfig): Health {
  const lifecycle = createLifecycle();
  const database = createDatabaseCheck(strapi.config.get('database.connection.connection') as object, (error) =>
    strapi.log.warn('The database does not answer the health check.', { error }),
  );
  addHealthRoutes(strapi, lifecycle, database);
  const isDraining = () => lifecycle.phase() === 'draining';
  const drain = createDrain(strapi.server.httpServer, isDraining);
  installProcessGuards({
    log: strapi.log,
    stop: () => strapi.destroy(),
    onStopSignal: () => lifecycle.markDraining(),
    hardStopAfterMs: drainDelayMs + 2 * drainTimeoutMs + TEARDOWN_MS,
  });

  const others: DrainWork[] = [];
  const finishOthers = () =>
    Promise.all(
      others.map((work) => work(drainTimeoutMs).catch((error: unknown) => void strapi.log.error('A part of the stop failed.', { error }))),
    );

  return {
    lifecycle,
    isDraining,
    onDrain: (work) => void others.push(work),
    async drain() {
      lifecycle.markDraining();
      if (strapi.server.httpServer.listening) await wait(drainDelayMs);
      const finished = Promise.race([finishOthers(), wait(drainTimeoutMs, undefined, { ref: false })]);
      const cut = await drain.finishRequests(drainTimeoutMs, Math.min(LINGER_MS, drainDelayMs));
      await finished;
      if (cut > 0) strapi.log.warn(`${cut} requests did not finish within ${drainTimeoutMs} ms and are cut.`);
    },
    close: () => database.close(),
  };
}
