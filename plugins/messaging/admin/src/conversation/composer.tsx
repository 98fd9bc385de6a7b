import { Button, Flex, Typography } from '@strapi/design-system';
import { Lock, PaperPlane } from '@strapi/icons';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useCautionColour } from '../../../../kernel/admin/src/components/readable';
import type { StaffTicket } from '../api/types';
import { LIST_ID, optionId, Suggestions } from '../canned/suggestions';
import { useCannedReplies } from '../canned/use-canned-replies';
import { isBlank, type Mode } from '../drafts/draft';
import type { useOutgoing } from '../drafts/use-outgoing';
import { NOTHING, useWritten } from '../drafts/use-written';
import { AttachButton } from '../files/attach-button';
import { ComposerFiles } from '../files/composer-files';
import { useComposerFiles } from '../files/use-composer-files';
import { useShortcuts } from '../../../../kernel/admin/src/keyboard/use-shortcuts';
import { useText } from '../text';
import { AnsweredDialog } from './answered-dialog';
import { Field, Frame, ModeSwitch } from './composer-parts';
import { answeredSince, type Entry, type Message } from './timeline';

interface Props {
  ticket: StaffTicket;
  me: string;
  entries: readonly Entry[];
  /** The end of the conversation as it is shown. */
  lastSeq: number;
  outgoing: ReturnType<typeof useOutgoing>;
  onWriting(isWriting: boolean): void;
  onTyping(isTyping: boolean): void;
}

const MOST_CHARACTERS = 8_000;
/** Nobody can write to the customer any more; notes are still taken. */
const OVER = new Set<StaffTicket['state']>(['closed', 'merged', 'spam']);

/** Answers the customer, or writes a note; what stands in it survives a reload, for each by itself. */
export function Composer({ ticket, me, entries, lastSeq, outgoing, onWriting, onTyping }: Props) {
  const text = useText();
  const caution = useCautionColour();
  const { drafts, send } = outgoing;
  const isOver = OVER.has(ticket.state);
  const [chosen, setChosen] = useState<Mode>(() => (isBlank(drafts.draft('reply')) && !isBlank(drafts.draft('note')) ? 'note' : 'reply'));
  const mode = isOver ? 'note' : chosen;
  const { written, change } = useWritten(drafts, lastSeq);
  const [answered, setAnswered] = useState<Message>();
  const field = useRef<HTMLTextAreaElement>(null);
  const draft = written[mode];
  const files = useComposerFiles(ticket.id, mode, draft, change);
  const isSendable = !isBlank(draft) && files.underway.length === 0;

  const write = (next: string) => {
    change(mode, () => ({ text: next }));
    if (mode === 'reply') onTyping(next !== '');
  };
  const canned = useCannedReplies({ ticketId: ticket.id, field, mode, text: draft.text, write });
  const isReplying = !isBlank(written.reply) && !isOver;
  useEffect(() => onWriting(isReplying), [isReplying, onWriting]);

  const submit = (isSure: boolean) => {
    if (!isSendable) return;
    const by = mode === 'reply' && !isSure ? answeredSince(entries, draft.begunAtSeq, me) : undefined;
    setAnswered(by);
    if (by) return;
    send(mode, draft.text.trim(), draft.files.map(({ id, name, mediaType, sizeBytes }) => ({ id, name, mediaType, sizeBytes })));
    change(mode, () => NOTHING);
    if (mode === 'reply') onTyping(false);
    field.current?.focus();
  };
  const press = (event: KeyboardEvent) => {
    if (canned.press(event)) return;
    if (event.key === 'Escape') field.current?.blur();
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit(false);
  };
  const enter = (next: Mode) => {
    setChosen(next);
    field.current?.focus();
  };
  useShortcuts({ ...(isOver ? {} : { r: () => enter('reply') }), n: () => enter('note') });

  return (
    <Frame $mode={mode}>
      <ModeSwitch mode={mode} hasReply={!isOver} drafts={written} onMode={enter} />
      <div style={{ position: 'relative' }}>
        <Suggestions replies={canned.replies} chosen={canned.chosen} onChoose={(reply) => void canned.choose(reply)} />
        <Field
          ref={field}
          rows={Math.min(10, Math.max(3, draft.text.split('\n').length))}
          maxLength={MOST_CHARACTERS}
          value={draft.text}
          aria-label={text(`composer.${mode}`)}
          placeholder={text(`composer.${mode}Hint`, { name: ticket.requester.name ?? text('person.customer') })}
          onChange={(event) => {
            write(event.target.value);
            canned.look();
          }}
          onKeyDown={press}
          onSelect={canned.look}
          onPaste={files.paste}
          onBlur={canned.leave}
          aria-autocomplete="list"
          {...(canned.chosen ? { 'aria-controls': LIST_ID, 'aria-activedescendant': optionId(canned.chosen) } : {})}
        />
      </div>
      {files.isOverPage ? <Typography variant="pi" fontWeight="semiBold" textColor="primary700" role="status">{text(`files.${mode}Drop`)}</Typography> : null}
      <ComposerFiles files={draft.files} uploading={files.underway} onRemove={files.remove} onCancel={files.cancel} onAgain={files.again} />
      <Flex justifyContent="space-between" alignItems="center" gap={3} paddingTop={2}>
        <Flex gap={2} alignItems="center">
          {mode === 'note' ? <Lock width={12} height={12} fill="warning700" aria-hidden /> : null}
          <Typography variant="pi" textColor={mode === 'note' ? caution : 'neutral600'}>{text(mode === 'note' ? 'composer.noteSeen' : isOver ? 'composer.over' : 'composer.replySeen')}</Typography>
        </Flex>
        <Flex gap={2}>
          <AttachButton onFiles={files.attach} />
          <Button size="S" variant={mode === 'note' ? 'secondary' : 'default'} startIcon={mode === 'note' ? <Lock /> : <PaperPlane />} disabled={!isSendable} onClick={() => submit(false)}>{text(`composer.${mode}Send`)}</Button>
        </Flex>
      </Flex>
      {answered ? <AnsweredDialog message={answered} onSend={() => submit(true)} onClose={() => setAnswered(undefined)} /> : null}
    </Frame>
  );
}
