import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from '../setup/failure.mjs';

/** @throws Failure: the step has disappointed */
export function expect(isAsPromised: boolean, disappointment: string): asserts isAsPromised {
  if (!isAsPromised) throw new Failure(disappointment);
}

const POLL_MS = 150;

/** Asks again and again until the answer is the one that is waited for. @throws Failure with what was seen last */
export async function until<T>(ask: () => Promise<T>, isIt: (seen: T) => boolean, waitingFor: string, timeoutMs = 15_000): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const seen = await ask();
    if (isIt(seen)) return seen;
    if (Date.now() > deadline) throw new Failure(`Waited ${timeoutMs / 1_000} s for ${waitingFor}; last seen: ${JSON.stringify(seen).slice(0, 400)}`);
    await delay(POLL_MS);
  }
}
