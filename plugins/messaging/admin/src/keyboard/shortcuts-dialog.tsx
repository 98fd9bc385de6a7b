import { Flex, Modal, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useText, type TextKey } from '../text';

const KEYS: readonly (readonly [string, TextKey])[] = [
  ['j  ↓', 'keys.next'],
  ['k  ↑', 'keys.previous'],
  ['1 – 4', 'keys.view'],
  ['/', 'keys.search'],
  ['r', 'keys.reply'],
  ['n', 'keys.note'],
  ['/', 'keys.canned'],
  ['Ctrl ⏎', 'keys.send'],
  ['Esc', 'keys.leave'],
  ['t', 'keys.take'],
  ['e', 'keys.resolve'],
  ['m', 'keys.macro'],
  ['?', 'keys.help'],
];

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

export function ShortcutsDialog({ onClose }: { onClose(): void }) {
  const text = useText();
  return (
    <Modal.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal.Content>
        <Modal.Header closeLabel={text('keys.close')}><Modal.Title>{text('keys.title')}</Modal.Title></Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={3}>
            {KEYS.map(([key, does]) => (
              <Flex key={does} gap={4} alignItems="center"><Key>{key}</Key><Typography>{text(does)}</Typography></Flex>
            ))}
          </Flex>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
