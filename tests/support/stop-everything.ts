import { afterAll } from '@jest/globals';

const stops: (() => Promise<void>)[] = [];

/** Registers what must be stopped when the test file is through, last started first. */
export const stopAfterwards = (stop: () => Promise<void>): void => void stops.unshift(stop);

/** Everything is stopped even when something refuses to, and then the refusals fail the file. */
afterAll(async () => {
  const failures: unknown[] = [];
  for (const stop of stops.splice(0)) await stop().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('\n'));
}, 60_000);
