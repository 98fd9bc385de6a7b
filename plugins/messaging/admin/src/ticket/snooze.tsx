import { MenuItem, SimpleMenu } from '@strapi/design-system';
import type { StaffTicket } from '../api/types';
import { useText } from '../text';
import { snoozeTimes } from './snooze-times';

interface Props {
  ticket: StaffTicket;
  isRunning: boolean;
  onSnooze(until: Date | null): void;
}

const DONE = new Set<StaffTicket['state']>(['resolved', 'closed', 'merged', 'spam']);
const CHOICES = ['hour', 'tomorrow', 'week'] as const;

/** Puts a ticket aside until a time or until its customer writes. Nobody waits for one that is done. */
export function Snooze({ ticket, isRunning, onSnooze }: Props) {
  const text = useText();
  if (DONE.has(ticket.state)) return null;
  return (
    <SimpleMenu size="S" variant="tertiary" disabled={isRunning} label={text('snooze.open')}>
      {CHOICES.map((choice) => <MenuItem key={choice} onSelect={() => onSnooze(snoozeTimes[choice](new Date()))}>{text(`snooze.${choice}`)}</MenuItem>)}
      {ticket.snoozedUntil === null ? null : <MenuItem onSelect={() => onSnooze(null)}>{text('snooze.wake')}</MenuItem>}
    </SimpleMenu>
  );
}
