import { useFetchClient } from '@strapi/strapi/admin';
import { useCallback } from 'react';
import type { One } from '../api/types';

/** Asks for links to files of a ticket. Each is good for some minutes, and for who asked. */
export function useFileLink(ticketId: string): (attachmentId: string) => Promise<string> {
  const { get } = useFetchClient();
  return useCallback(
    async (attachmentId) => {
      const { data } = await get<One<{ url: string }>>(`/messaging/tickets/${ticketId}/attachments/${attachmentId}`);
      // Of the server that this page came from, whatever it is called elsewhere: others may not be shown in it.
      const { pathname, search } = new URL(data.data.url);
      return `${pathname}${search}`;
    },
    // `get` is a new function at every render; it always does the same.
    [ticketId],
  );
}
