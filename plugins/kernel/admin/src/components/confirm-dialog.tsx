import { Button, Dialog, Flex } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import type { ReactNode } from 'react';
import type { Refusal } from '../api/refusal';
import { useText } from '../text';
import { RefusalNote } from './refusal-note';

interface Props {
  title: string;
  /** What the button that does it says. */
  action: string;
  isRunning: boolean;
  refusal: Refusal | undefined;
  onConfirm(): void;
  onClose(): void;
  children: ReactNode;
}

/** Asks before something is done that cannot be undone. It stays open where it was refused, and says why. */
export function ConfirmDialog({ title, action, isRunning, refusal, onConfirm, onClose, children }: Props) {
  const text = useText();
  return (
    <Dialog.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Dialog.Content>
        <Dialog.Header>{title}</Dialog.Header>
        <Dialog.Body icon={<WarningCircle fill="warning600" />}>
          <Flex direction="column" alignItems="stretch" gap={3} textAlign="center">
            {children}
            <RefusalNote refusal={refusal} />
          </Flex>
        </Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel><Button fullWidth variant="tertiary">{text('cancel')}</Button></Dialog.Cancel>
          <Button fullWidth variant="danger-light" loading={isRunning} onClick={onConfirm}>{action}</Button>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
}
