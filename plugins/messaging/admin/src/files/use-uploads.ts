import { useAuth, useFetchClient } from '@strapi/strapi/admin';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Attachment } from '../api/types';
import type { Mode } from '../drafts/draft';
import { freshToken } from '../live/fresh-token';
import { useText } from '../text';
import { uploadFile } from './upload-file';

/** A file on its way up. */
export interface Uploading {
  key: number;
  mode: Mode;
  file: File;
  /** From 0 to 1. */
  done: number;
  /** Why it did not arrive. */
  reason?: string;
}

/** Uploads files for an answer or a note, and says how far each is. Those under way are given up with the page. */
export function useUploads(ticketId: string, onUploaded: (mode: Mode, file: Attachment) => void) {
  const text = useText();
  const { del } = useFetchClient();
  const token = useAuth('useUploads', (state) => state.token);
  const [uploading, setUploading] = useState<readonly Uploading[]>([]);
  const underway = useRef(new Map<number, AbortController>());
  const lastKey = useRef(0);
  const latest = useRef({ token, onUploaded });
  latest.current = { token, onUploaded };
  useEffect(() => {
    const running = underway.current;
    return () => running.forEach((one) => one.abort());
  }, []);

  const forget = useCallback((key: number) => {
    underway.current.get(key)?.abort();
    underway.current.delete(key);
    setUploading((before) => before.filter((one) => one.key !== key));
  }, []);

  const run = useCallback(
    async ({ key, mode, file }: Uploading) => {
      const controller = new AbortController();
      underway.current.set(key, controller);
      const change = (by: Partial<Uploading>) => setUploading((before) => before.map((one) => (one.key === key ? { ...one, ...by } : one)));
      try {
        const query = new URLSearchParams({ room: mode === 'note' ? 'staff' : 'conversation', name: file.name }).toString();
        const address = `${window.location.origin}/messaging/tickets/${ticketId}/attachments?${query}`;
        const stored = await uploadFile({ address, token: await freshToken(latest.current.token), file, signal: controller.signal, onProgress: (done) => change({ done }) });
        latest.current.onUploaded(mode, stored);
        forget(key);
      } catch (error) {
        // Given up: nobody waits for it any more.
        if (controller.signal.aborted) return;
        change({ reason: (error instanceof Error ? error.message : '') || text('files.unanswered') });
      }
    },
    [ticketId, forget, text],
  );

  const upload = useCallback(
    (mode: Mode, files: readonly File[]) => {
      const added = files.map((file): Uploading => ({ key: (lastKey.current += 1), mode, file, done: 0 }));
      setUploading((before) => [...before, ...added]);
      for (const one of added) void run(one);
    },
    [run],
  );

  const again = (one: Uploading) => {
    const { reason: _reason, ...rest } = one;
    setUploading((before) => before.map((other) => (other.key === one.key ? { ...rest, done: 0 } : other)));
    void run(one);
  };

  /** An upload that is not wanted any more is erased; where that fails, it is within a day. */
  const discard = (file: Attachment) => void del(`/messaging/tickets/${ticketId}/attachments/${file.id}`).catch(() => undefined);

  return { uploading, upload, again, cancel: forget, discard };
}
