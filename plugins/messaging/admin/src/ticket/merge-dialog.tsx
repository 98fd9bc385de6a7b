import { Button, Dialog } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { useText } from '../text';

interface Props {
  from: number;
  into: number;
  onMerge(): void;
  onClose(): void;
}

/** There is no way back from a merge, so it is asked for twice. */
export function MergeDialog({ from, into, onMerge, onClose }: Props) {
  const text = useText();
  return (
    <Dialog.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Dialog.Content>
        <Dialog.Header>{text('merge.title', { from, into })}</Dialog.Header>
        <Dialog.Body icon={<WarningCircle fill="warning600" />}>{text('merge.warning')}</Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel><Button fullWidth variant="tertiary">{text('merge.cancel')}</Button></Dialog.Cancel>
          <Dialog.Action><Button fullWidth variant="danger-light" onClick={onMerge}>{text('merge.confirm')}</Button></Dialog.Action>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
}
