import { useEffect } from 'react';
import { useLive } from './live';

/** Says up to where the conversation was read, while it is before somebody’s eyes. */
export function useReadPosition(roomId: string, seq: number): void {
  const { messaging, isConnected } = useLive();
  useEffect(() => {
    if (!isConnected || seq === 0) return undefined;
    const read = () => {
      if (document.visibilityState !== 'visible') return;
      // Lost or refused it is said again with the next event: the position only grows.
      messaging.ask('room:read', { roomId, seq }).catch(() => undefined);
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [messaging, isConnected, roomId, seq]);
}
