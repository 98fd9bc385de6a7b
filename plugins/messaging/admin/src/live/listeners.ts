import type { LiveEvents } from './live';

type Listener<E extends keyof LiveEvents> = (payload: LiveEvents[E]) => void;

/** Who wants to hear of what. */
export function createListeners() {
  const all: { [E in keyof LiveEvents]: Set<Listener<E>> } = { queueChanged: new Set(), viewers: new Set(), typing: new Set() };
  return {
    listen<E extends keyof LiveEvents>(event: E, listener: Listener<E>): () => void {
      const listeners: Set<Listener<E>> = all[event];
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell<E extends keyof LiveEvents>(event: E, payload: LiveEvents[E]): void {
      const listeners: Set<Listener<E>> = all[event];
      for (const listener of [...listeners]) listener(payload);
    },
  };
}
