import { useCallback, useEffect, useRef } from 'react';
import { useResource, type Resource } from '../../../../kernel/admin/src/api/use-resource';
import type { One, StaffTicket } from '../api/types';
import { useHeard, useLive } from './live';

/** A ticket as it is now: read again whenever it changes, and when the connection has come back. */
export function useTicket(id: string): Resource<One<StaffTicket>> {
  const ticket = useResource<One<StaffTicket>>(`/messaging/tickets/${id}`);
  const { isConnected } = useLive();
  const wasConnected = useRef(isConnected);
  const { refresh } = ticket;
  useHeard('queueChanged', ({ ticketId }) => ticketId === id && refresh());
  useEffect(() => {
    if (isConnected && !wasConnected.current) refresh();
    wasConnected.current = isConnected;
  }, [isConnected, refresh]);
  return ticket;
}

/** Calls a function at most once in a while, and once more for what came meanwhile. */
export function useCalmed(run: () => void, pauseMs: number): () => void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      latest.current();
    }, pauseMs);
  }, [pauseMs]);
}
