import { useFetchClient } from '@strapi/strapi/admin';
import { useCallback, useEffect, useRef, useState } from 'react';
import { sentenceOf } from '../../../../kernel/admin/src/api/refusal';
import type { One } from '../api/types';

export const PURPOSES = ['review', 'second_review', 'quality_check', 'complaint', 'legal_request'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What a document holds: on its way, here, or why it could not be opened. */
export type Opened = { state: 'opening' } | { state: 'open'; bytes: Blob; openedAt: number } | { state: 'failed'; reason: string };

/**
 * Documents that were opened on this page, by their id. Each is asked for once, with a link of its own: an opening is
 * recorded with its purpose, and going back to a document that lies open is none. They live as long as the page.
 */
export function useOpened(purpose: Purpose | undefined) {
  const { get, post } = useFetchClient();
  const [opened, setOpened] = useState<Readonly<Record<string, Opened>>>({});
  const asked = useRef(new Set<string>());
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => void (isGone.current = true);
  }, []);

  const open = useCallback(
    async (id: string) => {
      if (purpose === undefined || asked.current.has(id)) return;
      asked.current.add(id);
      const put = (what: Opened) => isGone.current || setOpened((before) => ({ ...before, [id]: what }));
      put({ state: 'opening' });
      try {
        const { data } = await post<One<{ url: string }>>(`/kyc/documents/${id}/links`, { purpose });
        // Of the server that this page came from, whatever it is called elsewhere.
        const { pathname, search } = new URL(data.data.url);
        const { data: bytes } = await get(`${pathname}${search}`, { responseType: 'blob' });
        put({ state: 'open', bytes, openedAt: Date.now() });
      } catch (error) {
        asked.current.delete(id);
        put({ state: 'failed', reason: sentenceOf(error) });
      }
    },
    // The functions of the client are new ones at every render; they always do the same.
    [purpose],
  );
  return { opened, open };
}
