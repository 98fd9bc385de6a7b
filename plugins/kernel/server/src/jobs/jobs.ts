import type { Core } from '@strapi/strapi';
import { fromKnex, PgBoss, type Job, type JobResult } from 'pg-boss';
import { columnTypes } from '../column-types';
import type { Tx } from '../transaction';
import { RETENTION_DAYS } from './retention';

/** One unit of work for later. Its data holds ids, never a secret and no personal data. */
export interface NewJob {
  /** A UUID that makes a repeated send the same job. */
  id?: string;
  data: object;
  /** Jobs of one key run one after another, where the queue is ordered. */
  key?: string;
  startAfter?: Date;
}

export interface QueueOptions {
  /** Runs the jobs of one key strictly in order; one that fails holds back the later ones of its key. Fixed once the queue exists. */
  ordered?: boolean;
  /** Attempts after the first; then the job goes to the dead letters. */
  retryLimit?: number;
  /** A handler that takes longer is taken for dead and its job runs again beside it: more than twice its worst timeout. */
  expireInSeconds?: number;
  /** How many jobs one instance runs at the same time. */
  concurrency?: number;
}

export type JobHandler = (data: object, signal: AbortSignal) => Promise<void>;

export interface DeadLetter {
  id: string;
  queue: string;
  data: unknown;
  failedAt: string;
}

interface Definition {
  options: QueueOptions;
  handler: JobHandler;
  workerId?: string;
}

const DEAD_LETTERS = 'dead-letters';
const POLL_SECONDS = 2;
const RETENTION_SECONDS = RETENTION_DAYS * 86_400;

/**
 * Background work on PostgreSQL. A job is sent inside the caller's transaction, runs at least once, is tried again with
 * growing pauses, and lies among the dead letters when it failed for good. A job whose process died is run again
 * within about half a minute.
 */
export class Jobs {
  private readonly definitions = new Map<string, Definition>();
  private readonly boss: PgBoss;
  private isStarted = false;

  constructor(
    private readonly strapi: Core.Strapi,
    connection: object,
  ) {
    // Without the types a job's data would come as text: Strapi changes how the driver reads JSONB, everywhere.
    const ours = { ...connection, types: columnTypes };
    this.boss = new PgBoss({
      ...ours,
      application_name: 'mangrove jobs',
      // Its driver is Strapi's, and Strapi has it leave JSONB as text: handlers would get the text of their data.
      ...{ types: columnTypes },
      max: 4,
      schema: 'jobs',
      monitorIntervalSeconds: 10,
      superviseIntervalSeconds: 10,
      persistQueueStats: false,
    });
    this.boss.on('error', (error) => strapi.log.error('The job queue reports an error.', { error }));
  }

  /** Declares a queue and its handler; before `start`. @throws Error when the name is taken or the queues already run. */
  define(queue: string, handler: JobHandler, options: QueueOptions = {}): void {
    if (this.isStarted) throw new Error(`The queue "${queue}" is declared too late: declare it in register().`);
    if (this.definitions.has(queue)) throw new Error(`The queue "${queue}" is declared twice.`);
    this.definitions.set(queue, { handler, options });
  }

  /**
   * Creates what is missing, without working on anything yet: from here on jobs can be sent.
   *
   * @throws Error when a queue is declared ordered that exists unordered, or the other way round.
   */
  async prepare(): Promise<void> {
    await this.boss.start();
    this.isStarted = true;
    await this.boss.createQueue(DEAD_LETTERS, { retentionSeconds: RETENTION_SECONDS });
    for (const [queue, { options }] of this.definitions) {
      const settings = {
        retryLimit: options.retryLimit ?? 10,
        retryDelay: 2,
        retryBackoff: true,
        retryDelayMax: 3_600,
        expireInSeconds: options.expireInSeconds ?? 120,
        heartbeatSeconds: 30,
        deadLetter: DEAD_LETTERS,
        retentionSeconds: RETENTION_SECONDS,
        deleteAfterSeconds: 86_400,
      };
      const policy = options.ordered ? 'key_strict_fifo' : 'standard';
      await this.boss.createQueue(queue, { ...settings, policy });
      // pg-boss leaves a queue that exists as it is, and its jobs would come in another order than the code expects.
      if ((await this.boss.getQueue(queue))?.policy !== policy) throw new Error(orderChanged(queue, options.ordered ?? false));
      await this.boss.updateQueue(queue, settings);
    }
  }

  /** Begins to work on every declared queue. */
  async work(): Promise<void> {
    for (const [queue, definition] of this.definitions) {
      const batchSize = definition.options.concurrency ?? 10;
      definition.workerId = await this.boss.work(
        queue,
        { batchSize, burstWhenBatchFull: true, pollingIntervalSeconds: POLL_SECONDS, perJobResults: true },
        (jobs: Job<object>[]) => Promise.all(jobs.map((job) => this.runOne(queue, definition, job))),
      );
    }
  }

  private async runOne(queue: string, { handler }: Definition, job: Job<object>): Promise<JobResult> {
    try {
      await handler(job.data, job.signal);
      return { id: job.id, status: 'completed' };
    } catch (error) {
      this.strapi.log.warn(`A job of "${queue}" failed (attempt ${job.retryCount + 1}).`, { jobId: job.id, error });
      return { id: job.id, status: 'failed', output: { message: error instanceof Error ? error.message : String(error) } };
    }
  }

  /** Sends jobs as part of the caller's transaction. @throws Error for a queue that is not declared here. */
  async sendMany(tx: Tx, queue: string, jobs: readonly NewJob[]): Promise<void> {
    if (!this.definitions.has(queue)) throw new Error(`There is no queue "${queue}".`);
    await this.sendManyToPrepared(tx, queue, jobs);
  }

  /**
   * Sends jobs to a queue that any instance has prepared; they wait for one that has the handler. For a sender that
   * knows the queue from the database; everybody else calls `sendMany`, which finds a misspelt name.
   */
  async sendManyToPrepared(tx: Tx, queue: string, jobs: readonly NewJob[]): Promise<void> {
    await this.boss.insert(
      queue,
      jobs.map(({ id, data, key, startAfter }) => ({
        data,
        ...(id ? { id } : {}),
        ...(key ? { singletonKey: key } : {}),
        ...(startAfter ? { startAfter } : {}),
      })),
      { db: fromKnex(tx.trx) },
    );
    tx.afterCommit(() => {
      const workerId = this.definitions.get(queue)?.workerId;
      if (workerId) this.boss.notifyWorker(workerId);
    });
  }

  send(tx: Tx, queue: string, job: NewJob): Promise<void> {
    return this.sendMany(tx, queue, [job]);
  }

  /** Jobs that failed for good, oldest first. */
  async deadLetters(limit = 100): Promise<DeadLetter[]> {
    const jobs = await this.boss.findJobs<object>(DEAD_LETTERS, { queued: true, limit });
    return jobs.map((job) => ({
      id: job.id,
      queue: (job as { sourceName?: string }).sourceName ?? DEAD_LETTERS,
      data: job.data,
      failedAt: job.createdOn.toISOString(),
    }));
  }

  /** Puts every dead letter back into its queue; answers how many. */
  redrive(): Promise<number> {
    return this.boss.redrive(DEAD_LETTERS);
  }

  /** Lets running handlers finish, up to `timeoutMs`. What is cut then runs again elsewhere. */
  async stop(timeoutMs: number): Promise<void> {
    if (this.isStarted) await this.boss.stop({ graceful: true, timeout: timeoutMs, close: true });
  }
}

const orderChanged = (queue: string, isOrdered: boolean) =>
  `The queue "${queue}" exists as ${isOrdered ? 'an unordered' : 'an ordered'} one, and the code now declares it ${isOrdered ? 'ordered' : 'unordered'}. ` +
  'A queue keeps its order for good: give it a new name (for a reader of events, its option "name").';
