import { createContext, useContext, useEffect, useRef } from 'react';
import type { StaffMessaging } from '../../../client/src/index.ts';
import type { StaffServerEvents, Typing } from '../../../client/src/index.ts';

/** What comes over the socket beside the logs of rooms. */
export interface LiveEvents {
  queueChanged: StaffServerEvents['queue:changed'];
  viewers: StaffServerEvents['ticket:viewers'];
  typing: Typing;
}

export interface Live {
  messaging: StaffMessaging;
  isConnected: boolean;
  /** Why the sign-in has ended, where it has: nothing comes any more. */
  ended: string | undefined;
  listen<E extends keyof LiveEvents>(event: E, listener: (payload: LiveEvents[E]) => void): () => void;
}

export const LiveContext = createContext<Live | undefined>(undefined);

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error('There is no connection around this component.');
  return live;
}

/** Hears one of the events, always with the listener of the last render. */
export function useHeard<E extends keyof LiveEvents>(event: E, listener: (payload: LiveEvents[E]) => void): void {
  const { listen } = useLive();
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => listen(event, (payload) => latest.current(payload)), [listen, event]);
}
