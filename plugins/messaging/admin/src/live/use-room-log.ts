import { useFetchClient } from '@strapi/strapi/admin';
import { useCallback, useEffect, useState } from 'react';
import type { RoomEvent } from '../api/types';
import { begunAnew, continued, EMPTY_LOG, firstOfRest, preceded, type LogView } from '../conversation/log-view';
import { useLive } from './live';

const EARLIER_AT_ONCE = 100;

export interface RoomLogState {
  log: LogView;
  /** Reads what stands before; absent where nothing does. */
  readEarlier: (() => Promise<void>) | undefined;
}

/** The log of one of a ticket's rooms, from its end backwards, live and without a hole. */
export function useRoomLog(ticketId: string, room: 'conversation' | 'staff', roomId: string): RoomLogState {
  const { messaging } = useLive();
  const { get } = useFetchClient();
  const [state, setState] = useState<{ roomId: string; log: LogView }>({ roomId, log: EMPTY_LOG });
  const log = state.roomId === roomId ? state.log : EMPTY_LOG;

  useEffect(() => {
    const change = (by: (log: LogView) => LogView) => setState((before) => ({ roomId, log: by(before.roomId === roomId ? before.log : EMPTY_LOG) }));
    change(() => EMPTY_LOG);
    return messaging.openRoom(roomId, {
      onReset: (snapshot) => change(() => begunAnew(snapshot)),
      onEvents: (events) => change((before) => continued(before, events)),
    });
  }, [messaging, roomId]);

  const first = firstOfRest(log);
  const readEarlier = useCallback(async () => {
    const { data } = await get<{ data: RoomEvent[] }>(`/messaging/tickets/${ticketId}/${room}/events`, { params: { before: first, limit: EARLIER_AT_ONCE } });
    setState((before) => (before.roomId === roomId ? { roomId, log: preceded(before.log, data.data) } : before));
  }, [ticketId, room, roomId, first]);
  return { log, readEarlier: first === undefined ? undefined : readEarlier };
}
