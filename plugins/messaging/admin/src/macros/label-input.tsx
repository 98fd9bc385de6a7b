import { TextInput } from '@strapi/design-system';
import { useState } from 'react';

interface Props {
  label: string;
  hint: string;
  value: string;
  /** What stands there is what the server will be told: it is put right when one leaves the field, or sends the form. */
  onSet(typed: string): string;
}

export function LabelInput({ label, hint, value, onSet }: Props) {
  const [typed, setTyped] = useState(value);
  const set = () => setTyped(onSet(typed));
  // Enter sends the form, and what was typed with it.
  return <TextInput aria-label={label} placeholder={hint} value={typed} onChange={(event) => setTyped(event.target.value)} onBlur={set} onKeyDown={(event) => event.key === 'Enter' && set()} />;
}
