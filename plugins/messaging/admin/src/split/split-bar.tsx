import { Button, Flex, Typography } from '@strapi/design-system';
import { useState } from 'react';
import type { StaffTicket } from '../api/types';
import { useText } from '../text';
import { SplitDialog } from './split-dialog';
import type { Selection } from './use-selection';

interface Props {
  ticket: StaffTicket;
  selection: Selection;
  onEnd(): void;
}

/** In the place of the field while messages are chosen. */
export function SplitBar({ ticket, selection, onEnd }: Props) {
  const text = useText();
  const [isAsking, setIsAsking] = useState(false);
  const count = selection.chosen.size;
  return (
    <Flex justifyContent="space-between" gap={3} padding={4} role="region" aria-label={text('split.open')}>
      <Typography role="status">{text('split.chosen', { count })}</Typography>
      <Flex gap={2}>
        <Button size="S" variant="tertiary" onClick={onEnd}>{text('split.cancel')}</Button>
        <Button size="S" disabled={count === 0} onClick={() => setIsAsking(true)}>{text('split.into')}</Button>
      </Flex>
      {isAsking ? <SplitDialog ticket={ticket} messageIds={[...selection.chosen]} onClose={() => setIsAsking(false)} onDone={onEnd} /> : null}
    </Flex>
  );
}
