import { MenuItem, SimpleMenu } from '@strapi/design-system';
import type { StaffTicket } from '../api/types';
import { useText } from '../text';

interface Props {
  ticket: StaffTicket;
  isRunning: boolean;
  onMove(state: StaffTicket['moves'][number]): void;
}

/** Where the ticket may go from here, as the server says; resolving has a button of its own. */
export function Moves({ ticket, isRunning, onMove }: Props) {
  const text = useText();
  const moves = ticket.moves.filter((state) => state !== 'resolved');
  if (moves.length === 0) return null;
  return (
    <SimpleMenu size="S" variant="tertiary" disabled={isRunning} label={text('act.move')}>
      {moves.map((state) => <MenuItem key={state} onSelect={() => onMove(state)}>{text(`state.${state}`)}</MenuItem>)}
    </SimpleMenu>
  );
}
