import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { styled } from 'styled-components';
import { PRIORITIES, type StaffTicket, type TicketPriority } from '../api/types';
import { useStaff } from '../live/staff';
import { useAllowed } from '../permissions';
import { useText } from '../text';
import { CustomerSections } from './customer-sections';
import { CategoryField } from './category-field';
import { Clocks } from './clocks';
import { Facts } from './facts';
import { OtherTickets } from './other-tickets';
import { TagsField } from './tags-field';
import { useTicketActs } from './use-ticket-acts';

const Side = styled.aside`
  display: flex;
  flex-direction: column;
  gap: 14px;
  padding: 14px 16px 24px;
  overflow: auto;
  min-height: 0;
`;

/** The select takes an empty value for none at all. */
const NOBODY = '-';

/** What is known about a ticket, and what staff decide about it. */
export function Sidebar({ ticket, onChanged }: { ticket: StaffTicket; onChanged(): void }) {
  const text = useText();
  const { me, people } = useStaff();
  const { canAnswer, canAssign } = useAllowed();
  const acts = useTicketActs(ticket.id, onChanged);
  // Whoever has it is among the choices, also where they may not answer any more.
  const choices = ticket.assignee && !people.some(({ id }) => id === ticket.assignee?.id) ? [ticket.assignee, ...people] : people;
  return (
    <Side aria-label={text('sidebar.label')}>
      <Field.Root>
        <Field.Label>{text('sidebar.assignee')}</Field.Label>
        <SingleSelect size="S" value={ticket.assignee?.id ?? NOBODY} disabled={!canAssign || acts.isRunning} onChange={(chosen) => void acts.assign(chosen === NOBODY ? null : String(chosen))}>
          <SingleSelectOption value={NOBODY}>{text('sidebar.nobody')}</SingleSelectOption>
          {choices.map(({ id, name }) => <SingleSelectOption key={id} value={id}>{name ?? text('person.colleague')}{id === me ? ` (${text('person.you')})` : ''}</SingleSelectOption>)}
        </SingleSelect>
      </Field.Root>
      <Field.Root>
        <Field.Label>{text('sidebar.priority')}</Field.Label>
        <SingleSelect size="S" value={ticket.priority} disabled={!canAnswer || acts.isRunning} onChange={(priority) => void acts.label({ priority: String(priority) as TicketPriority })}>
          {PRIORITIES.map((priority) => <SingleSelectOption key={priority} value={priority}>{text(`priority.${priority}`)}</SingleSelectOption>)}
        </SingleSelect>
      </Field.Root>
      <CategoryField key={`category-${ticket.category ?? ''}`} category={ticket.category} isDisabled={!canAnswer} onSet={(category) => acts.label({ category })} />
      <TagsField tags={ticket.tags} isDisabled={!canAnswer} onSet={(tags) => acts.label({ tags: [...tags] })} />
      <Clocks ticket={ticket} />
      <Facts ticket={ticket} />
      <CustomerSections ticket={ticket} />
      <OtherTickets ticket={ticket} onMerge={canAnswer && !acts.isRunning ? (into) => void acts.merge(into) : undefined} />
    </Side>
  );
}
