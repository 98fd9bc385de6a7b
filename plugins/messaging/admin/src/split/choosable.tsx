import { Checkbox } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { styled } from 'styled-components';
import type { Message } from '../conversation/timeline';
import { useText } from '../text';
import type { Selection } from './use-selection';

const Row = styled.div`
  display: grid;
  grid-template-columns: 28px minmax(0, 1fr);
  align-items: end;
`;

/** A message with a box to choose it by; notes, and what goes on elsewhere already, have none. */
export function Choosable({ message, selection, children }: { message: Message; selection: Selection; children: ReactNode }) {
  const text = useText();
  const isFree = message.room === 'reply' && message.text !== null && !selection.gone.has(message.key);
  return (
    <Row>
      <span>{isFree ? <Checkbox aria-label={text('split.choose', { text: message.text?.slice(0, 60) })} checked={selection.chosen.has(message.key)} onCheckedChange={() => selection.toggle(message.key)} /> : null}</span>
      {children}
    </Row>
  );
}
