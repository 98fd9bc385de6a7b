import { Button, Field, Flex, Modal, SingleSelect, SingleSelectOption, Textarea, TextInput, Typography } from '@strapi/design-system';
import { useFetchClient } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useIntentKey } from '../../../../kernel/admin/src/api/intent-key';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { useSubmit } from '../../../../kernel/admin/src/api/use-submit';
import { RefusalNote } from '../../../../kernel/admin/src/components/refusal-note';
import type { Held } from '../api/types';
import { formatAmount, formatMoney, parseAmount } from '../format/money';
import { useText } from '../text';

export type HeldAct = 'release' | 'return';

interface Props {
  held: Held;
  act: HeldAct;
  onClose(): void;
  onDone(): void;
}

const SHORTEST_NOTE = 3;

/** Lets held money into the wallet, or records that it was given back; with a reason. */
export function HeldDialog({ held: { person, currency, heldMinor }, act, onClose, onDone }: Props) {
  const text = useText();
  const { post } = useFetchClient();
  const { submit, isRunning, refusal } = useSubmit({ onRefused: onDone });
  const keyOf = useIntentKey();
  const [note, setNote] = useState('');
  const [typed, setTyped] = useState(formatAmount(heldMinor, currency));
  const [gateway, setGateway] = useState<string>();
  const gateways = useResource<{ meta: { gateways: string[] } }>(act === 'return' ? '/payments/totals' : null);
  const known = gateways.data?.meta.gateways ?? [];
  const chosen = gateway ?? known[0];
  const amountMinor = parseAmount(typed, currency);
  const isTooMuch = amountMinor !== undefined && BigInt(amountMinor) > BigInt(heldMinor);
  const isComplete = note.trim().length >= SHORTEST_NOTE && (act === 'release' || (amountMinor !== undefined && !isTooMuch && chosen !== undefined));

  const send = async () => {
    const body = act === 'release' ? { note: note.trim() } : { amountMinor, gateway: chosen, note: note.trim() };
    const url = `/payments/held/${encodeURIComponent(person.id)}/${currency}/${act}`;
    const isDone = await submit(() => post(url, body, { headers: { 'Idempotency-Key': keyOf({ url, body }) } }), text(`held.${act}Done`));
    onDone();
    if (isDone) onClose();
  };

  return (
    <Modal.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal.Content>
        <Modal.Header closeLabel={text('resolve.close')}><Modal.Title>{text(`held.${act}Title`, { amount: formatMoney(heldMinor, currency) })}</Modal.Title></Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={5}>
            <Typography textColor="neutral800">{text(`held.${act}Hint`, { owner: person.email })}</Typography>
            {act === 'return' ? (
              <>
                <Field.Root required error={amountMinor === undefined ? text('held.amountWrong') : isTooMuch ? text('held.tooMuch', { amount: formatMoney(heldMinor, currency) }) : false}>
                  <Field.Label>{text('held.amount', { currency })}</Field.Label>
                  <TextInput value={typed} inputMode="decimal" onChange={(event) => setTyped(event.target.value)} />
                  <Field.Error />
                </Field.Root>
                <Field.Root required>
                  <Field.Label>{text('held.gateway')}</Field.Label>
                  <SingleSelect value={chosen ?? ''} onChange={(value) => setGateway(String(value))}>
                    {known.map((code) => <SingleSelectOption key={code} value={code}>{code}</SingleSelectOption>)}
                  </SingleSelect>
                </Field.Root>
              </>
            ) : null}
            <Field.Root required hint={text('held.noteHint')}>
              <Field.Label>{text('resolve.note')}</Field.Label>
              <Textarea value={note} maxLength={2_000} onChange={(event) => setNote(event.target.value)} />
              <Field.Hint />
            </Field.Root>
            <RefusalNote refusal={refusal} />
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>{text('resolve.cancel')}</Button>
          <Button disabled={!isComplete} loading={isRunning} onClick={send}>{text(`held.${act}`)}</Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}
