import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useFetchClient } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useSubmit } from '../../../../kernel/admin/src/api/use-submit';
import { RefusalNote } from '../../../../kernel/admin/src/components/refusal-note';
import { useText } from '../text';
import type { Room } from './types';

const WAITS = [0, 10, 30, 60, 300, 900, 3_600, 21_600];

/** Has the members of a group wait between two messages. */
export function SlowMode({ room }: { room: Room }) {
  const text = useText();
  const { put } = useFetchClient();
  const { submit, isRunning, refusal } = useSubmit();
  const [seconds, setSeconds] = useState(room.slowModeSeconds);
  const set = async (wanted: number) => {
    if (await submit(() => put(`/messaging/rooms/${room.id}/slow-mode`, { seconds: wanted }), text('case.slowModeSet'))) setSeconds(wanted);
  };
  const words = (wait: number) => {
    if (wait === 0) return text('slow.0');
    if (wait % 3_600 === 0) return text('slow.hours', { count: wait / 3_600 });
    return wait % 60 === 0 ? text('slow.minutes', { count: wait / 60 }) : text('slow.seconds', { count: wait });
  };
  return (
    <Field.Root hint={text('case.slowModeHint')}>
      <Field.Label>{text('case.slowMode')}</Field.Label>
      <SingleSelect size="S" value={seconds} disabled={isRunning} onChange={(wanted) => void set(Number(wanted))}>
        {[...new Set([...WAITS, room.slowModeSeconds, seconds])].toSorted((one, other) => one - other).map((wait) => <SingleSelectOption key={wait} value={wait}>{words(wait)}</SingleSelectOption>)}
      </SingleSelect>
      <Field.Hint />
      <RefusalNote refusal={refusal} />
    </Field.Root>
  );
}
