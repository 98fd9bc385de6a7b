import { Counter, register } from 'prom-client';

export interface ProcessGuards {
  log: { error(message: string, meta?: object): unknown };
  /** Stops the server in order; what it cannot finish in time is cut by `hardStopAfterMs`. */
  stop(): Promise<void>;
  /** Called at once when the system asks the process to end, before anything is torn down. */
  onStopSignal(): void;
  hardStopAfterMs: number;
}

const METRIC = 'mangrove_unhandled_rejections_total';
const unhandledRejections = (): Counter =>
  (register.getSingleMetric(METRIC) as Counter | undefined) ??
  new Counter({ name: METRIC, help: 'Promises that failed without anybody handling it: each is a mistake in the code.' });

/**
 * What becomes of failures that nobody handles, and of a stop that hangs.
 *
 * An unhandled rejection is logged and counted; it does not end the process, because one forgotten promise of one
 * request must not cut the requests of everybody else. After an uncaught exception nothing can be relied on: the server
 * finishes its requests and ends with code 1, so that whoever started it starts a fresh one.
 *
 * They stay until the process ends; Strapi takes every listener of the process off at the end of a stop.
 */
export function installProcessGuards({ log, stop, onStopSignal, hardStopAfterMs }: ProcessGuards): void {
  let isStopping = false;
  const armHardStop = () => {
    const timer = setTimeout(() => {
      log.error(`The stop did not finish within ${hardStopAfterMs} ms; ending the process.`);
      process.exit(1);
    }, hardStopAfterMs);
    timer.unref();
  };
  const onRejection = (error: unknown) => {
    unhandledRejections().inc();
    log.error('A promise was rejected and nobody handled it.', { error });
  };
  const onException = (error: unknown) => {
    log.error('An exception was not caught; finishing the requests under way and ending the process.', { error });
    if (isStopping) return;
    isStopping = true;
    armHardStop();
    stop().then(
      () => process.exit(1),
      (failure: unknown) => {
        log.error('The stop after an uncaught exception failed.', { error: failure });
        process.exit(1);
      },
    );
  };
  const onSignal = () => {
    onStopSignal();
    if (isStopping) return;
    isStopping = true;
    armHardStop();
  };
  process.on('unhandledRejection', onRejection);
  process.on('uncaughtException', onException);
  // Strapi's own handlers of these do the stopping.
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
