import { Flex, Modal, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';

const Key = styled.kbd`
  display: inline-block;
  min-width: 72px;
  padding: 2px 8px;
  text-align: center;
  white-space: pre;
  font: inherit;
  font-size: 1.3rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-bottom-width: 2px;
  border-radius: 4px;
  background: ${({ theme }) => theme.colors.neutral100};
`;

interface KeysDialogProps {
  title: string;
  closeLabel: string;
  /** Each key with what it does. */
  keys: readonly (readonly [key: string, does: string])[];
  onClose(): void;
}

/** Which keys a page knows. */
export function KeysDialog({ title, closeLabel, keys, onClose }: KeysDialogProps) {
  return (
    <Modal.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal.Content>
        <Modal.Header closeLabel={closeLabel}><Modal.Title>{title}</Modal.Title></Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={2}>
            {keys.map(([key, does]) => <Flex key={does} gap={4} alignItems="center"><Key>{key}</Key><Typography>{does}</Typography></Flex>)}
          </Flex>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
