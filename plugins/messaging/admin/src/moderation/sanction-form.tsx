import { Button, Field, Flex, SingleSelect, SingleSelectOption, Textarea } from '@strapi/design-system';
import { useFetchClient } from '@strapi/strapi/admin';
import { useState, type FormEvent } from 'react';
import { issueAt } from '../../../../kernel/admin/src/api/refusal';
import { useSubmit } from '../../../../kernel/admin/src/api/use-submit';
import { RefusalNote } from '../../../../kernel/admin/src/components/refusal-note';
import { useText } from '../text';
import { Radios } from '../../../../kernel/admin/src/components/radios';
import { LONGEST_REASON, type Room, type Sanction } from './types';
import { endOf, FOR_A_DAY } from './until';
import { UntilField } from './until-field';

const EVERYWHERE = 'everywhere';

interface Props {
  userId: string;
  /** Of which something of theirs was reported; elsewhere only everywhere can be said. */
  rooms: readonly Room[];
  roomName(id: string): string;
  onImposed(): void;
}

/** Mutes or bans somebody without a report at hand. */
export function SanctionForm({ userId, rooms, roomName, onImposed }: Props) {
  const text = useText();
  const { post } = useFetchClient();
  const { submit, refuse, isRunning, refusal } = useSubmit();
  const [kind, setKind] = useState<Sanction['kind']>('mute');
  const [chosen, setPlace] = useState(EVERYWHERE);
  const [until, setUntil] = useState(FOR_A_DAY);
  const [reason, setReason] = useState('');
  const places = rooms.filter((room) => room.kind === 'group' || (room.kind === 'direct' && kind === 'mute'));
  // Nobody is banned from a direct room alone.
  const place = places.some(({ id }) => id === chosen) ? chosen : EVERYWHERE;

  const impose = async (event: FormEvent) => {
    event.preventDefault();
    const end = endOf(until);
    if (end === undefined) return refuse(['until'], text('until.missing'));
    // Sent twice, the second takes the place of the first.
    const send = () => post('/messaging/sanctions', { userId, kind, ...(place === EVERYWHERE ? {} : { roomId: place }), until: end, reason });
    if (!(await submit(send, text('person.imposed')))) return undefined;
    setReason('');
    onImposed();
    return undefined;
  };
  const issue = issueAt(refusal, 'reason');
  return (
    <form onSubmit={(event) => void impose(event)} noValidate>
      <Flex direction="column" alignItems="stretch" gap={5}>
        <Radios label={text('person.kind')} value={kind} options={(['mute', 'ban'] as const).map((value) => ({ value, label: text(`person.${value}`) }))} onChange={(wanted) => setKind(wanted)} />
        <Field.Root>
          <Field.Label>{text('where.label')}</Field.Label>
          <SingleSelect value={place} onChange={(wanted) => setPlace(String(wanted))}>
            <SingleSelectOption value={EVERYWHERE}>{text('where.everywhere')}</SingleSelectOption>
            {places.map(({ id }) => <SingleSelectOption key={id} value={id}>{roomName(id)}</SingleSelectOption>)}
          </SingleSelect>
        </Field.Root>
        <UntilField until={until} error={issueAt(refusal, 'until')} onChange={setUntil} />
        <Field.Root required hint={text('person.whyHint')} {...(issue === undefined ? {} : { error: issue })}>
          <Field.Label>{text('person.why')}</Field.Label>
          <Textarea value={reason} maxLength={LONGEST_REASON} onChange={(event) => setReason(event.target.value)} />
          <Field.Hint />
          <Field.Error />
        </Field.Root>
        <RefusalNote refusal={refusal} />
        <Button type="submit" loading={isRunning} variant={kind === 'ban' ? 'danger' : 'default'}>{text('person.submit')}</Button>
      </Flex>
    </form>
  );
}
