import { Button, Flex, IconButton, Typography } from '@strapi/design-system';
import { Cross, Paperclip, WarningCircle } from '@strapi/icons';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import type { DraftFile } from '../drafts/draft';
import { useText } from '../text';
import { sizeText } from './size';
import type { Uploading } from './use-uploads';

const Chip = styled.li<{ $isFailed?: boolean }>`
  display: flex;
  align-items: center;
  gap: 6px;
  max-width: 100%;
  padding: 2px 4px 2px 8px;
  border-radius: 4px;
  border: 1px solid ${({ theme, $isFailed }) => ($isFailed ? theme.colors.danger200 : theme.colors.neutral200)};
  background: ${({ theme, $isFailed }) => ($isFailed ? theme.colors.danger100 : theme.colors.neutral0)};
`;

/** A reason beside it may be long: the name stays. */
const Name = styled(Typography)`
  flex: none;
  max-width: 200px;
`;

const Bar = styled.progress`
  width: 72px;
  height: 6px;
  accent-color: ${({ theme }) => theme.colors.primary600};
`;

interface Props {
  files: readonly DraftFile[];
  uploading: readonly Uploading[];
  onRemove(file: DraftFile): void;
  onCancel(key: number): void;
  onAgain(one: Uploading): void;
}

/** What goes along with what is being written, and what is on its way up. */
export function ComposerFiles({ files, uploading, onRemove, onCancel, onAgain }: Props) {
  const text = useText();
  const { locale } = useIntl();
  if (files.length + uploading.length === 0) return null;
  return (
    <Flex tag="ul" gap={2} wrap="wrap" paddingTop={2} aria-label={text('files.ofDraft')}>
      {files.map((file) => (
        <Chip key={file.id}>
          <Paperclip width={12} height={12} aria-hidden />
          <Name variant="pi" textColor="neutral800" ellipsis title={file.name}>{file.name}</Name>
          <Typography variant="pi" textColor="neutral700" style={{ flex: 'none' }}>{sizeText(file.sizeBytes, locale)}</Typography>
          <IconButton size="XS" variant="ghost" label={text('files.remove', { name: file.name })} onClick={() => onRemove(file)}><Cross /></IconButton>
        </Chip>
      ))}
      {uploading.map((one) => (
        <Chip key={one.key} $isFailed={one.reason !== undefined}>
          {one.reason === undefined ? <Paperclip width={12} height={12} aria-hidden /> : <WarningCircle width={14} height={14} fill="danger700" style={{ flex: 'none' }} aria-hidden />}
          <Name variant="pi" textColor={one.reason === undefined ? 'neutral800' : 'danger700'} ellipsis title={one.file.name}>{one.file.name}</Name>
          {one.reason === undefined ? <Bar max={1} value={one.done} aria-label={text('files.uploading', { name: one.file.name })} /> : <Typography variant="pi" textColor="danger700" role="alert">{one.reason}</Typography>}
          {one.reason === undefined ? null : <Button size="S" variant="tertiary" style={{ flex: 'none' }} onClick={() => onAgain(one)}>{text('files.again')}</Button>}
          <IconButton size="XS" variant="ghost" label={text('files.cancel', { name: one.file.name })} onClick={() => onCancel(one.key)}><Cross /></IconButton>
        </Chip>
      ))}
    </Flex>
  );
}
