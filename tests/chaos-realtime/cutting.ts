import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../chaos/random.ts';
import type { Balancer } from './balancer.ts';

const PAUSE_MS = { min: 500, max: 5_000 };
/** Most cuts meet some, a few meet everybody. */
const USUAL_SHARE = 0.15;
const EVERYBODY = 0.05;
/** A cable that swallows is noticed by no one for up to 35 seconds: were it the rule, nobody would be connected. */
const SWALLOWED = 0.2;

/** Cuts connections at random until it is told to stop. @returns how many it has cut, by kind */
export async function cutAtRandom(balancer: Balancer, random: Random, signal: AbortSignal): Promise<string> {
  const cuts = { reset: 0, swallow: 0 };
  while (!signal.aborted) {
    balancer.cut(random.chance(EVERYBODY) ? 1 : random.next() * 2 * USUAL_SHARE, () => {
      const how = random.chance(SWALLOWED) ? 'swallow' : 'reset';
      cuts[how] += 1;
      return how;
    });
    await pause(random.between(PAUSE_MS.min, PAUSE_MS.max));
  }
  return `${cuts.reset} connections were reset, ${cuts.swallow} torn without a word`;
}
