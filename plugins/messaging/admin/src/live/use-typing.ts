import { useCallback, useEffect, useRef, useState } from 'react';
import { useHeard, useLive } from './live';

/** Who does not say so again has stopped. */
const TYPING_FOR_MS = 6_000;
/** The server passes no more than one a second on. */
const TELL_EVERY_MS = 2_000;

/** Whether the customer types, and telling them that we do. */
export function useTyping(roomId: string, customerId: string): { isTyping: boolean; tell(isTyping: boolean): void } {
  const { messaging } = useLive();
  const [isTyping, setIsTyping] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const toldAt = useRef(0);
  useHeard('typing', (typing) => {
    if (typing.roomId !== roomId || typing.userId !== customerId) return;
    clearTimeout(timer.current);
    setIsTyping(typing.isTyping);
    if (typing.isTyping) timer.current = setTimeout(() => setIsTyping(false), TYPING_FOR_MS);
  });
  useEffect(() => () => clearTimeout(timer.current), []);

  const tell = useCallback(
    (isOn: boolean) => {
      const now = Date.now();
      if (!messaging.isConnected || (isOn ? now - toldAt.current < TELL_EVERY_MS : toldAt.current === 0)) return;
      toldAt.current = isOn ? now : 0;
      // Worth nothing a moment later.
      messaging.ask('typing', { roomId, isTyping: isOn }).catch(() => undefined);
    },
    [messaging, roomId],
  );
  return { isTyping, tell };
}
