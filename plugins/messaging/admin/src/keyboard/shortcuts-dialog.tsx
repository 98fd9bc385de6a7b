import { KeysDialog } from '../../../../kernel/admin/src/components/keys-dialog';
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

export function ShortcutsDialog({ onClose }: { onClose(): void }) {
  const text = useText();
  return <KeysDialog title={text('keys.title')} closeLabel={text('keys.close')} keys={KEYS.map(([key, does]) => [key, text(does)] as const)} onClose={onClose} />;
}
