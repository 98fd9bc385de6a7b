import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { sentenceOf } from '../../../../kernel/admin/src/api/refusal';
import type { Attachment, StaffTicket } from '../api/types';
import { useLive } from '../live/live';
import { createDrafts, type Mode, type Outgoing } from './draft';

export interface Underway extends Outgoing {
  /** `unknown`: sent by an earlier run of this page, which did not hear whether it arrived. */
  state: 'sending' | 'failed' | 'unknown';
  reason?: string;
}

const newId = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Sends what is written in a ticket, and keeps in the browser what has not been acknowledged. */
export function useOutgoing(me: string, ticket: Pick<StaffTicket, 'id' | 'roomId' | 'staffRoomId'>) {
  const { messaging } = useLive();
  const drafts = useMemo(() => createDrafts(window.localStorage, me, ticket.id), [me, ticket.id]);
  const [underway, setUnderway] = useState<readonly Underway[]>(() => drafts.outgoing().map((message) => ({ ...message, state: 'unknown' })));
  const isThere = useRef(true);
  useEffect(() => {
    isThere.current = true;
    return () => void (isThere.current = false);
  }, []);

  const settle = useCallback(
    (id: string) => {
      drafts.settle(id);
      if (isThere.current) setUnderway((before) => before.filter(({ clientMessageId }) => clientMessageId !== id));
    },
    [drafts],
  );

  const deliver = useCallback(
    async (message: Outgoing) => {
      const { clientMessageId: id, mode, text, attachments } = message;
      const mark = (state: Underway['state'], reason?: string) =>
        isThere.current && setUnderway((before) => [...before.filter(({ clientMessageId }) => clientMessageId !== id), { ...message, state, ...(reason === undefined ? {} : { reason }) }]);
      mark('sending');
      try {
        await messaging.send(mode === 'note' ? ticket.staffRoomId : ticket.roomId, text, { clientMessageId: id, ...(attachments.length > 0 ? { attachments: attachments.map((file) => file.id) } : {}) });
        settle(id);
      } catch (error) {
        mark('failed', sentenceOf(error));
      }
    },
    [messaging, ticket.roomId, ticket.staffRoomId, settle],
  );

  const send = useCallback(
    (mode: Mode, text: string, attachments: readonly Attachment[]) => {
      const message = { mode, text, attachments, clientMessageId: newId(), at: new Date().toISOString() };
      drafts.send(message);
      void deliver(message);
    },
    [drafts, deliver],
  );
  return { drafts, underway, send, again: (message: Outgoing) => void deliver(message), giveUp: settle };
}
