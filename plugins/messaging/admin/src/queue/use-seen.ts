import { useCallback, useEffect, useState } from 'react';
import { keepSeen, readSeen, type Seen } from './seen';

/** Which changes of which tickets this person has been shown in this browser, in whichever of its windows. */
export function useSeen(me: string): { seen: Seen; show(ticket: { id: string; updatedAt: string }): void } {
  const [seen, setSeen] = useState<Seen>(() => readSeen(window.localStorage, me));
  useEffect(() => {
    const look = () => setSeen(readSeen(window.localStorage, me));
    window.addEventListener('storage', look);
    return () => window.removeEventListener('storage', look);
  }, [me]);
  const show = useCallback(({ id, updatedAt }: { id: string; updatedAt: string }) => setSeen(keepSeen(window.localStorage, me, id, updatedAt)), [me]);
  return { seen, show };
}
