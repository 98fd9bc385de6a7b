import type { z } from 'zod';
import type { Sandbox } from '../sandbox.ts';
import type { clockBody } from './schemas.ts';

export type ClockChange = z.output<typeof clockBody>;

/** Moves the sandbox's time. Retries that come due on the way run before the answer. */
export function createClockControl({ clock, dispatcher, store }: Sandbox) {
  let last: Promise<unknown> = Promise.resolve();

  async function change(input: ClockChange) {
    const wasFrozen = clock.isFrozen();
    const target = 'now' in input ? input.now : 'real' in input ? Date.now() : clock.now() + input.advanceSeconds * 1000;
    if (target > clock.now()) await dispatcher.advanceTo(target);
    if ('real' in input) clock.useRealTime();
    else if (input.frozen ?? wasFrozen) clock.freezeAt(target);
    else clock.runFrom(target);
    store.changed();
    dispatcher.rearm();
    await dispatcher.idle();
    return read();
  }

  const read = () => ({ now: clock.nowIso(), mode: clock.state().mode });

  return {
    read,
    /** One change after the other: two that overlap would each undo the other's stops. */
    set(input: ClockChange) {
      const changed = last.then(() => change(input));
      last = changed.catch(() => undefined);
      return changed;
    },
    advanceSeconds(seconds: number) {
      return this.set({ advanceSeconds: seconds });
    },
  };
}
