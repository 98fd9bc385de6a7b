import { useFetchClient } from '@strapi/strapi/admin';
import { useCallback, useEffect, useRef, useState } from 'react';
import { sentenceOf } from '../../../../kernel/admin/src/api/refusal';
import type { Page, StaffTicket } from '../api/types';
import { useHeard, useLive } from '../live/live';
import { useCalmed } from '../live/use-ticket';
import { queryOf, type QueueQuestion } from './views';

const PAGE = 50;
/** However much happens, the list is read no more often. */
const CALM_MS = 400;
/** Promises come due although nothing changes. */
const POLL_MS = 60_000;

export interface Queue {
  tickets: readonly StaffTicket[] | undefined;
  error: string | undefined;
  hasMore: boolean;
  more(): void;
  refresh(): void;
}

interface State {
  question: string;
  tickets: readonly StaffTicket[] | undefined;
  hasMore: boolean;
  error: string | undefined;
}

/** The queue as it is now: told of every change of any ticket, it reads again what it shows. */
export function useQueue(question: QueueQuestion): Queue {
  const { messaging, isConnected } = useLive();
  const { get } = useFetchClient();
  const asked = JSON.stringify(queryOf(question));
  const [pages, setPages] = useState({ asked, count: 1 });
  const count = pages.asked === asked ? pages.count : 1;
  const [state, setState] = useState<State>({ question: asked, tickets: undefined, hasMore: false, error: undefined });
  const reading = useRef<AbortController | undefined>(undefined);

  const read = useCallback(async () => {
    reading.current?.abort();
    const { signal } = (reading.current = new AbortController());
    try {
      const tickets: StaffTicket[] = [];
      let cursor: string | null | undefined;
      for (let page = 0; page < count && cursor !== null; page += 1) {
        const { data } = await get<Page<StaffTicket>>('/messaging/tickets', { params: { ...(JSON.parse(asked) as object), limit: PAGE, cursor }, signal });
        tickets.push(...data.data);
        cursor = data.meta.nextCursor;
      }
      if (!signal.aborted) setState({ question: asked, tickets, hasMore: cursor !== null, error: undefined });
    } catch (error) {
      if (!signal.aborted) setState((before) => ({ ...before, question: asked, tickets: before.question === asked ? before.tickets : undefined, error: sentenceOf(error) }));
    }
    // `get` is a new function at every render; it always does the same.
  }, [asked, count]);

  useEffect(() => {
    void read();
    const timer = setInterval(() => document.visibilityState === 'visible' && void read(), POLL_MS);
    return () => {
      clearInterval(timer);
      reading.current?.abort();
    };
  }, [read]);

  const refresh = useCalmed(() => void read(), CALM_MS);
  useHeard('queueChanged', refresh);
  // Told first, read afterwards: nothing happens in between unseen. Refused or unanswered, the connection is gone, and the next one asks again.
  useEffect(() => {
    if (isConnected) messaging.ask('queue:subscribe', {}).then(refresh, refresh);
  }, [messaging, isConnected, refresh]);

  const isCurrent = state.question === asked;
  return {
    tickets: isCurrent ? state.tickets : undefined,
    error: isCurrent ? state.error : undefined,
    hasMore: isCurrent && state.hasMore,
    more: () => setPages({ asked, count: count + 1 }),
    refresh,
  };
}
