import { useAuth } from '@strapi/strapi/admin';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { createStaffMessaging, type StaffMessaging } from '../../../client/src/index.ts';
import { freshToken } from './fresh-token';
import { createListeners } from './listeners';
import { LiveContext } from './live';

/** How soon a lost connection is tried again; agents wait for nothing else. */
const BACKOFF = { firstMs: 500, mostMs: 10_000 };

/** One connection to `/staff` for all that stands below, for as long as the page is open. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const token = useAuth('LiveProvider', (state) => state.token);
  const latestToken = useRef(token);
  latestToken.current = token;
  const [messaging, setMessaging] = useState<StaffMessaging>();
  const [isConnected, setIsConnected] = useState(false);
  const [ended, setEnded] = useState<string>();
  const listeners = useMemo(createListeners, []);

  useEffect(() => {
    const made = createStaffMessaging({
      url: window.location.origin,
      token: () => freshToken(latestToken.current),
      backoff: BACKOFF,
      onConnection: setIsConnected,
      onEnded(code) {
        setIsConnected(false);
        setEnded(code);
      },
      onQueueChanged: (change) => listeners.tell('queueChanged', change),
      onTicketViewers: (viewers) => listeners.tell('viewers', viewers),
      onTyping: (typing) => listeners.tell('typing', typing),
    });
    setMessaging(made);
    return () => {
      made.close();
      setIsConnected(false);
    };
  }, [listeners]);

  const live = useMemo(() => messaging && { messaging, isConnected, ended, listen: listeners.listen }, [messaging, isConnected, ended, listeners]);
  return live ? <LiveContext.Provider value={live}>{children}</LiveContext.Provider> : null;
}
