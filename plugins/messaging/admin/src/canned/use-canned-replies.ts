import { useFetchClient, useNotification } from '@strapi/strapi/admin';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { sentenceOf } from '../../../../kernel/admin/src/api/refusal';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import type { One } from '../api/types';
import type { Mode } from '../drafts/draft';
import { fits, replaced, slashBefore } from './slash';
import type { CannedReply } from './types';

interface Field {
  ticketId: string;
  field: RefObject<HTMLTextAreaElement>;
  /** Which of the two texts is being written. */
  mode: Mode;
  text: string;
  write(text: string): void;
}

const MOST_SHOWN = 8;

/** Offers canned replies behind a slash, and puts what is chosen in its place as the server has filled it in. */
export function useCannedReplies(given: Field) {
  const { ticketId, field, text } = given;
  const { get } = useFetchClient();
  const { toggleNotification } = useNotification();
  const latest = useRef(given);
  latest.current = given;
  const [caret, setCaret] = useState<number>();
  const [closedAt, setClosedAt] = useState<number>();
  const [active, setActive] = useState(0);
  const [caretWanted, setCaretWanted] = useState<number>();

  const slash = caret === undefined ? undefined : slashBefore(text, caret);
  const isAsked = slash !== undefined && slash.from !== closedAt;
  const found = useResource<{ data: CannedReply[] }>(isAsked ? '/messaging/canned-replies' : null, { search: slash?.search || undefined, limit: MOST_SHOWN });
  // Until the server has answered about what was typed last, those of before that still fit: Enter takes what one sees.
  const replies = isAsked ? (found.data?.data ?? []).filter((reply) => fits(reply, slash.search)) : [];
  const chosen = replies[Math.min(active, replies.length - 1)];
  useEffect(() => setActive(0), [slash?.search, slash?.from]);
  useEffect(() => {
    if (slash === undefined) setClosedAt(undefined);
  }, [slash === undefined]);
  useLayoutEffect(() => {
    if (caretWanted === undefined) return;
    field.current?.setSelectionRange(caretWanted, caretWanted);
    setCaret(caretWanted);
    setCaretWanted(undefined);
  }, [caretWanted, field]);

  const choose = async ({ id }: CannedReply) => {
    if (slash === undefined) return;
    setClosedAt(slash.from);
    const { mode } = latest.current;
    try {
      const { data } = await get<One<{ text: string }>>(`/messaging/tickets/${ticketId}/canned-replies/${id}`);
      const now = latest.current;
      // A note must not end in an answer, nor the other way round.
      if (now.mode !== mode || field.current === null) return;
      const next = replaced(now.text, slash, field.current.selectionStart, data.data.text);
      now.write(next.text);
      setCaretWanted(next.caret);
      field.current.focus();
    } catch (error) {
      toggleNotification({ type: 'danger', message: sentenceOf(error) });
    }
  };

  /** @returns whether the key was meant for the list. */
  const press = (event: KeyboardEvent): boolean => {
    if (!isAsked || replies.length === 0 || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return false;
    const steps: Record<string, () => void> = {
      ArrowDown: () => setActive((before) => (before + 1) % replies.length),
      ArrowUp: () => setActive((before) => (before + replies.length - 1) % replies.length),
      Enter: () => void (chosen && choose(chosen)),
      Tab: () => void (chosen && choose(chosen)),
      Escape: () => setClosedAt(slash.from),
    };
    const step = Object.hasOwn(steps, event.key) && !event.shiftKey ? steps[event.key] : undefined;
    if (!step) return false;
    event.preventDefault();
    step();
    return true;
  };
  return { replies, chosen, choose, press, look: () => setCaret(field.current?.selectionStart), leave: () => setCaret(undefined) };
}
