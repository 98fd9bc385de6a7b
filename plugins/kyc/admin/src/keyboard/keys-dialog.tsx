import { KeysDialog as Keys } from '../../../../kernel/admin/src/components/keys-dialog';
import { useText, type TextKey } from '../text';

const KEYS = {
  queue: [['j', 'keys.down'], ['k', 'keys.up'], ['⏎', 'keys.enter'], ['n', 'keys.takeNext'], ['1 – 6', 'keys.view'], ['/', 'keys.search'], ['?', 'keys.help']],
  case: [
    ['[  ]', 'keys.document'], ['p', 'keys.compare'], ['+  -', 'keys.zoom'], ['r', 'keys.turn'], ['i', 'keys.invert'], ['0', 'keys.fit'], ['← ↑ → ↓', 'keys.move'],
    ['t', 'keys.take'], ['y', 'keys.accept'], ['x', 'keys.refuse'], ['a', 'keys.approve'], ['c', 'keys.resubmit'], ['d', 'keys.reject'], ['n', 'keys.takeNext'], ['u', 'keys.back'], ['?', 'keys.help'],
  ],
} as const satisfies Record<string, readonly (readonly [string, TextKey])[]>;

export function KeysDialog({ of, onClose }: { of: keyof typeof KEYS; onClose(): void }) {
  const text = useText();
  return <Keys title={text('keys.title')} closeLabel={text('close')} keys={KEYS[of].map(([key, does]) => [key, text(does)] as const)} onClose={onClose} />;
}
