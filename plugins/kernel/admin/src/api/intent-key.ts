import { useRef } from 'react';

/** 128 random bits; `crypto.randomUUID` is missing where the panel is served without TLS. */
const newKey = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * The Idempotency-Key of an intent: the same for every try of the same request, so that a second click or a lost answer
 * moves no money twice, and a new one as soon as something else is asked for.
 */
export function useIntentKey(): (intent: unknown) => string {
  const last = useRef<{ intent: string; key: string } | undefined>(undefined);
  return (intent) => {
    const text = JSON.stringify(intent);
    if (last.current?.intent !== text) last.current = { intent: text, key: newKey() };
    return last.current.key;
  };
}
