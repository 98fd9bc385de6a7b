import { Combobox, ComboboxOption, Field } from '@strapi/design-system';
import { useDebounce } from '@strapi/strapi/admin';
import { useState } from 'react';
import type { Person } from '../api/types';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { useText } from '../text';

const TYPING_PAUSE_MS = 300;
const SHORTEST = 2;

/** Chooses a user by the beginning of the e-mail address. */
export function UserPicker({ value, onChange }: { value: string | undefined; onChange(id: string | undefined): void }) {
  const text = useText();
  const [typed, setTyped] = useState('');
  const asked = useDebounce(typed.trim(), TYPING_PAUSE_MS);
  const users = useResource<{ data: Person[] }>(asked.length < SHORTEST ? null : '/payments/users', { email: asked });
  const found = asked.length < SHORTEST ? [] : (users.data?.data ?? []);
  return (
    <Field.Root required hint={text('resolve.userHint')}>
      <Field.Label>{text('resolve.user')}</Field.Label>
      <Combobox
        autocomplete={{ type: 'list', filter: 'contains' }}
        value={value ?? ''}
        loading={asked.length >= SHORTEST && users.isStale}
        onInputChange={(event) => setTyped(event.target.value)}
        onChange={(id) => onChange(id === undefined || id === '' ? undefined : id)}
        onClear={() => onChange(undefined)}
        noOptionsMessage={() => text('resolve.noUser', { typed })}
      >
        {found.map((user) => <ComboboxOption key={user.id} value={user.id} textValue={user.email}>{user.email}</ComboboxOption>)}
      </Combobox>
      <Field.Hint />
    </Field.Root>
  );
}
