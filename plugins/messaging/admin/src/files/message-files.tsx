import { Flex, IconButton, Typography } from '@strapi/design-system';
import { Download, Paperclip } from '@strapi/icons';
import { useNotification } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { sentenceOf } from '../../../../kernel/admin/src/api/refusal';
import type { Attachment } from '../api/types';
import { useText } from '../text';
import { ImagePreview } from './image-preview';
import { sizeText } from './size';
import { useFileLink } from './use-file-link';

/** The server says that it is to be saved: the page stays. */
function save(address: string): void {
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = '';
  anchor.click();
}

/** What goes with a message: pictures to be looked at, and everything to be saved. */
export function MessageFiles({ ticketId, files }: { ticketId: string; files: readonly Attachment[] }) {
  const text = useText();
  const { locale } = useIntl();
  const { toggleNotification } = useNotification();
  const link = useFileLink(ticketId);
  const download = (file: Attachment) => link(file.id).then(save, (error: unknown) => toggleNotification({ type: 'danger', message: sentenceOf(error) }));
  if (files.length === 0) return null;
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={2} paddingTop={1} aria-label={text('files.label')}>
      {files.map((file) => (
        <Flex key={file.id} tag="li" direction="column" alignItems="stretch" gap={1}>
          {file.mediaType.startsWith('image/') ? <ImagePreview ticketId={ticketId} file={file} /> : null}
          <Flex gap={2} alignItems="center">
            <Paperclip width={12} height={12} aria-hidden />
            <Typography variant="pi" textColor="neutral800" ellipsis title={file.name}>{file.name}</Typography>
            <Typography variant="pi" textColor="neutral700" style={{ flex: 'none' }}>{sizeText(file.sizeBytes, locale)}</Typography>
            <IconButton size="XS" variant="ghost" label={text('files.download', { name: file.name })} onClick={() => void download(file)}><Download /></IconButton>
          </Flex>
        </Flex>
      ))}
    </Flex>
  );
}
