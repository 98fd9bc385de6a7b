import { Button, EmptyStateLayout, Loader } from '@strapi/design-system';
import { useEffect } from 'react';
import { styled } from 'styled-components';
import type { StaffTicket } from '../api/types';
import { useTicket } from '../live/use-ticket';
import { Centre } from '../layout/shell';
import { useText } from '../text';
import { Sidebar } from '../ticket/sidebar';
import { Conversation } from './conversation';

const Both = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr) minmax(250px, 300px);
  min-height: 0;
  height: 100%;
  @media (max-width: 1100px) {
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: minmax(400px, 1fr) auto;
    overflow: auto;
  }
`;

/** One ticket: what was said, and what is known. */
export function ConversationPane({ id, me, onShown }: { id: string; me: string; onShown(ticket: StaffTicket): void }) {
  const text = useText();
  const ticket = useTicket(id);
  const shown = ticket.data?.data;
  useEffect(() => {
    if (shown) onShown(shown);
  }, [shown, onShown]);
  if (!shown && ticket.error === undefined) return <Centre><Loader>{text('ticket.loading')}</Loader></Centre>;
  if (!shown) {
    return <Centre><EmptyStateLayout shadow="" content={text('ticket.failed', { reason: ticket.error })} action={<Button variant="secondary" onClick={ticket.refresh}>{text('again')}</Button>} /></Centre>;
  }
  return (
    <Both>
      <Conversation ticket={shown} me={me} onChanged={ticket.refresh} />
      <Sidebar ticket={shown} onChanged={ticket.refresh} />
    </Both>
  );
}
