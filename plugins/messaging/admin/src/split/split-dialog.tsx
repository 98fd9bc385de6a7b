import { Button, Field, Flex, Modal, SingleSelect, SingleSelectOption, TextInput, Typography } from '@strapi/design-system';
import { useFetchClient } from '@strapi/strapi/admin';
import { useState, type FormEvent } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { useIntentKey } from '../../../../kernel/admin/src/api/intent-key';
import { sentenceOf } from '../../../../kernel/admin/src/api/refusal';
import { PRIORITIES, type One, type StaffTicket, type TicketPriority } from '../api/types';
import { useText } from '../text';
import { toLabel } from '../ticket/label';

interface Props {
  ticket: StaffTicket;
  messageIds: readonly string[];
  onClose(): void;
  onDone(): void;
}

const FORM = 'split';

/** What the new ticket is called, and what matters about it; then it is shown. */
export function SplitDialog({ ticket, messageIds, onClose, onDone }: Props) {
  const text = useText();
  const { post } = useFetchClient();
  const navigate = useNavigate();
  const { search } = useLocation();
  const keyOf = useIntentKey();
  const [subject, setSubject] = useState('');
  const [priority, setPriority] = useState<TicketPriority>(ticket.priority);
  const [category, setCategory] = useState(ticket.category ?? '');
  const [isRunning, setIsRunning] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setIsRunning(true);
    setRefusal(undefined);
    const body = { messageIds, subject, priority, category: toLabel(category) ?? null };
    try {
      const { data } = await post<One<StaffTicket>>(`/messaging/tickets/${ticket.id}/split`, body, { headers: { 'Idempotency-Key': keyOf(body) } });
      onDone();
      navigate({ pathname: `/plugins/messaging/tickets/${data.data.id}`, search });
    } catch (error) {
      setRefusal(sentenceOf(error));
      setIsRunning(false);
    }
  };
  return (
    <Modal.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal.Content>
        <Modal.Header closeLabel={text('keys.close')}><Modal.Title>{text('split.title', { count: messageIds.length })}</Modal.Title></Modal.Header>
        <Modal.Body>
          <Flex tag="form" id={FORM} direction="column" alignItems="stretch" gap={4} onSubmit={(event: FormEvent) => void submit(event)}>
            <Typography textColor="neutral600">{text('split.warning')}</Typography>
            <Field.Root required>
              <Field.Label>{text('split.subject')}</Field.Label>
              <TextInput required maxLength={200} value={subject} onChange={(event) => setSubject(event.target.value)} />
            </Field.Root>
            <Field.Root>
              <Field.Label>{text('sidebar.priority')}</Field.Label>
              <SingleSelect value={priority} onChange={(chosen) => setPriority(String(chosen) as TicketPriority)}>
                {PRIORITIES.map((one) => <SingleSelectOption key={one} value={one}>{text(`priority.${one}`)}</SingleSelectOption>)}
              </SingleSelect>
            </Field.Root>
            <Field.Root>
              <Field.Label>{text('sidebar.category')}</Field.Label>
              <TextInput value={category} placeholder={text('sidebar.categoryHint')} onChange={(event) => setCategory(event.target.value)} />
            </Field.Root>
            {refusal === undefined ? null : <Typography textColor="danger600" role="alert">{refusal}</Typography>}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>{text('split.cancel')}</Button>
          <Button type="submit" form={FORM} loading={isRunning}>{text('split.confirm')}</Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}
