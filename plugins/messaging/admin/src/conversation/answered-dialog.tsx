import { Button, Dialog, Flex, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { useIntl } from 'react-intl';
import { relativeTime } from '../../../../kernel/admin/src/format/time';
import { useNameOf } from '../live/staff';
import { useNow } from '../../../../kernel/admin/src/format/use-now';
import { useText } from '../text';
import type { Message } from './timeline';

/** A colleague has answered while this answer was written: it may not be wanted any more. */
export function AnsweredDialog({ message, onSend, onClose }: { message: Message; onSend(): void; onClose(): void }) {
  const text = useText();
  const { locale } = useIntl();
  const nameOf = useNameOf();
  const now = useNow();
  const name = nameOf(message.authorId);
  return (
    <Dialog.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Dialog.Content>
        <Dialog.Header>{text('answered.title', { name, when: relativeTime(message.at, locale, Math.max(now, Date.parse(message.at))) ?? message.at })}</Dialog.Header>
        <Dialog.Body icon={<WarningCircle fill="warning600" />}>
          <Flex direction="column" gap={3}>
            <Typography tag="blockquote" textColor="neutral700" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxHeight: 160, overflow: 'auto' }}>{message.text ?? text('message.deleted')}</Typography>
            <Typography>{text('answered.question')}</Typography>
          </Flex>
        </Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel><Button fullWidth variant="tertiary">{text('answered.back')}</Button></Dialog.Cancel>
          <Dialog.Action><Button fullWidth variant="danger-light" onClick={onSend}>{text('answered.send')}</Button></Dialog.Action>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
}
