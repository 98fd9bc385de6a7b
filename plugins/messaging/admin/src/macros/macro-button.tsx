import { Button } from '@strapi/design-system';
import { Lightning } from '@strapi/icons';
import { useState } from 'react';
import { useShortcuts } from '../../../../kernel/admin/src/keyboard/use-shortcuts';
import { useText } from '../text';
import { RunDialog } from './run-dialog';

/** Several changes at once; also by the key `m`. */
export function MacroButton({ ticketId, onChanged }: { ticketId: string; onChanged(): void }) {
  const text = useText();
  const [isOpen, setIsOpen] = useState(false);
  useShortcuts({ m: () => setIsOpen(true) });
  return (
    <>
      <Button size="S" variant="tertiary" startIcon={<Lightning />} onClick={() => setIsOpen(true)}>{text('macro.open')}</Button>
      {isOpen ? <RunDialog ticketId={ticketId} onClose={() => setIsOpen(false)} onDone={onChanged} /> : null}
    </>
  );
}
