import { Field, NumberInput, SingleSelect, SingleSelectOption, Textarea, TextInput } from '@strapi/design-system';
import { useId, type ReactNode } from 'react';

interface Common {
  label: string;
  hint?: string;
  error: string | undefined;
  isRequired?: boolean;
}

const Labelled = ({ label, hint, error, isRequired = false, children }: Common & { children: ReactNode }) => (
  <Field.Root required={isRequired} {...(hint === undefined ? {} : { hint })} {...(error === undefined ? {} : { error })} minWidth={0} width="100%">
    <Field.Label>{label}</Field.Label>
    {children}
    <Field.Hint />
    <Field.Error />
  </Field.Root>
);

interface TextProps extends Common {
  value: string;
  placeholder?: string;
  type?: string;
  /** What is offered; something else can be typed. */
  options?: readonly string[];
  onChange(value: string): void;
}

export function TextField({ value, placeholder, type, options, onChange, ...common }: TextProps) {
  const listId = useId();
  const more = { ...(placeholder === undefined ? {} : { placeholder }), ...(type === undefined ? {} : { type }), ...(options === undefined ? {} : { list: listId }) };
  return (
    <Labelled {...common}>
      <TextInput value={value} {...more} onChange={(event) => onChange(event.target.value)} />
      {options === undefined ? null : <datalist id={listId}>{options.map((option) => <option key={option} value={option} />)}</datalist>}
    </Labelled>
  );
}

export const WordsField = ({ value, onChange, ...common }: TextProps) => (
  <Labelled {...common}><Textarea value={value} onChange={(event) => onChange(event.target.value)} /></Labelled>
);

interface NumberProps extends Common {
  value: number | null;
  onChange(value: number | null): void;
}

export const NumberField = ({ value, onChange, ...common }: NumberProps) => (
  <Labelled {...common}><NumberInput {...(value === null ? {} : { value })} onValueChange={(number) => onChange(number ?? null)} /></Labelled>
);

interface ChoiceProps<T extends string> extends Common {
  value: T;
  options: readonly (readonly [value: T, shown: string])[];
  onChange(value: T): void;
}

export function ChoiceField<T extends string>({ value, options, onChange, ...common }: ChoiceProps<T>) {
  return (
    <Labelled {...common}>
      <SingleSelect value={value} onChange={(chosen) => onChange(chosen as T)}>
        {options.map(([code, shown]) => <SingleSelectOption key={code} value={code}>{shown}</SingleSelectOption>)}
      </SingleSelect>
    </Labelled>
  );
}
