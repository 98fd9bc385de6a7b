import { Flex, Modal, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useText, type TextKey } from '../text';

const KEYS = {
  queue: [['j', 'keys.down'], ['k', 'keys.up'], ['⏎', 'keys.enter'], ['n', 'keys.takeNext'], ['1 – 6', 'keys.view'], ['/', 'keys.search'], ['?', 'keys.help']],
  case: [
    ['[  ]', 'keys.document'], ['p', 'keys.compare'], ['+  -', 'keys.zoom'], ['r', 'keys.turn'], ['i', 'keys.invert'], ['0', 'keys.fit'], ['← ↑ → ↓', 'keys.move'],
    ['t', 'keys.take'], ['y', 'keys.accept'], ['x', 'keys.refuse'], ['a', 'keys.approve'], ['c', 'keys.resubmit'], ['d', 'keys.reject'], ['n', 'keys.takeNext'], ['u', 'keys.back'], ['?', 'keys.help'],
  ],
} as const satisfies Record<string, readonly (readonly [string, TextKey])[]>;

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

export function KeysDialog({ of, onClose }: { of: keyof typeof KEYS; onClose(): void }) {
  const text = useText();
  return (
    <Modal.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal.Content>
        <Modal.Header closeLabel={text('close')}><Modal.Title>{text('keys.title')}</Modal.Title></Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={2}>
            {KEYS[of].map(([key, does]) => <Flex key={does} gap={4} alignItems="center"><Key>{key}</Key><Typography>{text(does)}</Typography></Flex>)}
          </Flex>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
