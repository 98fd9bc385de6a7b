import { IconButton } from '@strapi/design-system';
import { Paperclip } from '@strapi/icons';
import { useRef } from 'react';
import { useText } from '../text';

/** Opens the browser's own choice of files. */
export function AttachButton({ onFiles }: { onFiles(files: readonly File[]): void }) {
  const text = useText();
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton size="S" variant="tertiary" label={text('files.attach')} onClick={() => chooser.current?.click()}><Paperclip /></IconButton>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label={text('files.attach')}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          // The same file can be chosen again.
          target.value = '';
        }}
      />
    </>
  );
}
