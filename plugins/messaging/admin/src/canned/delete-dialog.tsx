import { Button, Dialog, Flex, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { useChange } from '../api/use-change';
import { useText } from '../text';

interface Props {
  title: string;
  url: string;
  onClose(): void;
  onDeleted(): void;
}

/** There is no way back, so it is asked for twice. */
export function DeleteDialog({ title, url, onClose, onDeleted }: Props) {
  const text = useText();
  const { run, isRunning, refusal } = useChange();
  const remove = async () => {
    if (await run({ method: 'del', url, done: text('canned.deleted') })) onDeleted();
  };
  return (
    <Dialog.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Dialog.Content>
        <Dialog.Header>{text('canned.deleteTitle', { title })}</Dialog.Header>
        <Dialog.Body icon={<WarningCircle fill="danger600" />}>
          <Flex direction="column" gap={3}>
            <Typography textAlign="center">{text('canned.deleteWarning')}</Typography>
            {refusal === undefined ? null : <Typography textColor="danger600" role="alert">{refusal}</Typography>}
          </Flex>
        </Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel><Button fullWidth variant="tertiary">{text('canned.cancel')}</Button></Dialog.Cancel>
          <Button fullWidth variant="danger-light" loading={isRunning} onClick={() => void remove()}>{text('canned.confirmDelete')}</Button>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
}
