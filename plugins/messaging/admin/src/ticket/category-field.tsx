import { Field, TextInput } from '@strapi/design-system';
import { useRef, useState, type FormEvent } from 'react';
import { useText } from '../text';
import { toLabel } from './label';

interface Props {
  category: string | null;
  isDisabled: boolean;
  onSet(category: string | null): Promise<boolean>;
}

/** Set by leaving the field, or Enter. */
export function CategoryField({ category, isDisabled, onSet }: Props) {
  const text = useText();
  const [typed, setTyped] = useState(category ?? '');
  // Enter and then leaving the field is one wish.
  const asked = useRef(category);
  const set = async (event?: FormEvent) => {
    event?.preventDefault();
    const wanted = toLabel(typed) ?? null;
    setTyped(wanted ?? '');
    if (wanted === asked.current) return;
    asked.current = wanted;
    if (await onSet(wanted)) return;
    asked.current = category;
    setTyped(category ?? '');
  };
  return (
    <form onSubmit={(event) => void set(event)}>
      <Field.Root>
        <Field.Label>{text('sidebar.category')}</Field.Label>
        <TextInput size="S" value={typed} disabled={isDisabled} placeholder={text('sidebar.categoryHint')} onChange={(event) => setTyped(event.target.value)} onBlur={() => void set()} />
      </Field.Root>
    </form>
  );
}
