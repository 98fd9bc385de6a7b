import { Box, Button, Field, Flex, Modal, SingleSelect, SingleSelectOption, Textarea, TextInput } from '@strapi/design-system';
import { useFetchClient } from '@strapi/strapi/admin';
import { useRef, useState, type FormEvent } from 'react';
import { useSubmit } from '../../../../kernel/admin/src/api/use-submit';
import { RefusalNote } from '../../../../kernel/admin/src/components/refusal-note';
import { useText } from '../text';
import type { CannedReply } from './types';
import { VariablesBar } from './variables-bar';

interface Props {
  /** None for another one. */
  reply: CannedReply | undefined;
  /** Whether one may keep what is everybody's. */
  canShare: boolean;
  onClose(): void;
  onSaved(): void;
}

const FORM = 'canned-reply';

export function ReplyDialog({ reply, canShare, onClose, onSaved }: Props) {
  const text = useText();
  const { post, put } = useFetchClient();
  const { submit, isRunning, refusal } = useSubmit();
  const field = useRef<HTMLTextAreaElement>(null);
  const [written, setWritten] = useState(() => ({ shortcut: reply?.shortcut ?? '', title: reply?.title ?? '', text: reply?.text ?? '', language: reply?.language ?? '', isPersonal: reply?.isPersonal ?? !canShare }));
  const set = (change: Partial<typeof written>) => setWritten((before) => ({ ...before, ...change }));
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const language = written.language.trim();
    const body = { ...written, shortcut: written.shortcut.trim().replace(/^\//, ''), language: language === '' ? null : language };
    const isSaved = await submit(() => (reply ? put(`/messaging/canned-replies/${reply.id}`, body) : post('/messaging/canned-replies', body)), text('canned.saved'));
    if (isSaved) onSaved();
  };
  return (
    <Modal.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal.Content>
        <Modal.Header closeLabel={text('keys.close')}><Modal.Title>{reply ? text('canned.edit', { shortcut: reply.shortcut }) : text('canned.new')}</Modal.Title></Modal.Header>
        <Modal.Body>
          <Flex tag="form" id={FORM} direction="column" alignItems="stretch" gap={4} onSubmit={(event: FormEvent) => void save(event)}>
            <Field.Root required hint={text('canned.shortcutHint')}>
              <Field.Label>{text('canned.shortcut')}</Field.Label>
              <TextInput required maxLength={41} value={written.shortcut} onChange={(event) => set({ shortcut: event.target.value })} />
              <Field.Hint />
            </Field.Root>
            <Field.Root required>
              <Field.Label>{text('canned.title')}</Field.Label>
              <TextInput required maxLength={100} value={written.title} onChange={(event) => set({ title: event.target.value })} />
            </Field.Root>
            <Flex direction="column" alignItems="stretch" gap={2}>
              <Field.Root required>
                <Field.Label>{text('canned.text')}</Field.Label>
                <Textarea ref={field} required maxLength={4_000} value={written.text} onChange={(event) => set({ text: event.target.value })} />
              </Field.Root>
              <VariablesBar field={field} text={written.text} onChange={(changed) => set({ text: changed })} />
            </Flex>
            <Flex gap={4} alignItems="flex-start">
              <Box flex="1">
                <Field.Root hint={text('canned.languageHint')}>
                  <Field.Label>{text('canned.language')}</Field.Label>
                  <TextInput maxLength={6} value={written.language} onChange={(event) => set({ language: event.target.value })} />
                  <Field.Hint />
                </Field.Root>
              </Box>
              <Box flex="1">
                <Field.Root>
                  <Field.Label>{text('canned.whose')}</Field.Label>
                  <SingleSelect value={written.isPersonal ? 'me' : 'all'} disabled={!canShare} onChange={(chosen) => set({ isPersonal: chosen === 'me' })}>
                    <SingleSelectOption value="all">{text('canned.everybody')}</SingleSelectOption>
                    <SingleSelectOption value="me">{text('canned.personal')}</SingleSelectOption>
                  </SingleSelect>
                </Field.Root>
              </Box>
            </Flex>
            <RefusalNote refusal={refusal} />
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>{text('canned.cancel')}</Button>
          <Button type="submit" form={FORM} loading={isRunning}>{text('canned.save')}</Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}
