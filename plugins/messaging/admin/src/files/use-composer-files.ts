import { useNotification } from '@strapi/strapi/admin';
import type { ClipboardEvent } from 'react';
import type { Draft, DraftFile, Mode } from '../drafts/draft';
import { useText } from '../text';
import { useFileDrop } from './use-file-drop';
import { useUploads } from './use-uploads';

/** What the server takes with a message. */
const MOST_FILES = 15;

/** Files of what is being written: chosen, pasted or dropped, uploaded, and a part of the draft from then on. */
export function useComposerFiles(ticketId: string, mode: Mode, draft: Draft, change: (mode: Mode, by: (draft: Draft) => Partial<Draft>) => void) {
  const text = useText();
  const { toggleNotification } = useNotification();
  const { uploading, upload, again, cancel, discard } = useUploads(ticketId, (of, file) => change(of, ({ files }) => ({ files: [...files, { ...file, at: new Date().toISOString() }] })));
  const underway = uploading.filter((one) => one.mode === mode);

  const attach = (files: readonly File[]) => {
    const room = Math.max(0, MOST_FILES - draft.files.length - underway.length);
    if (files.length > room) toggleNotification({ type: 'warning', message: text('files.tooMany', { most: MOST_FILES }) });
    upload(mode, files.slice(0, room));
  };
  const paste = (event: ClipboardEvent) => {
    // Programs for tables and texts put a picture of the text beside it.
    if (event.clipboardData.files.length === 0 || event.clipboardData.types.includes('text/plain')) return;
    event.preventDefault();
    attach([...event.clipboardData.files]);
  };
  const remove = (file: DraftFile) => {
    change(mode, ({ files }) => ({ files: files.filter(({ id }) => id !== file.id) }));
    discard(file);
  };
  return { underway, attach, paste, remove, again, cancel, isOverPage: useFileDrop(attach) };
}
