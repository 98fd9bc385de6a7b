import { Box, Field, Flex, NumberInput, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useState } from 'react';
import { useText } from '../text';
import { countOf, secondsOf, unitOf, UNITS, type Unit } from './duration';

interface Props {
  label: string;
  hint?: string;
  error: string | undefined;
  isRequired?: boolean;
  seconds: number | null;
  onChange(seconds: number | null): void;
}

/** How long: a number of minutes or hours, or nothing. */
export function DurationField({ label, hint, error, isRequired = false, seconds, onChange }: Props) {
  const text = useText();
  const [unit, setUnit] = useState(() => unitOf(seconds));
  const count = countOf(seconds, unit);
  const change = (wanted: Unit) => {
    setUnit(wanted);
    onChange(secondsOf(count, wanted));
  };
  return (
    <Field.Root required={isRequired} {...(hint === undefined ? {} : { hint })} {...(error === undefined ? {} : { error })} width="100%">
      <Field.Label>{label}</Field.Label>
      <Flex gap={2} alignItems="stretch">
        <Box flex="1" minWidth={0}><NumberInput {...(count === null ? {} : { value: count })} onValueChange={(number) => onChange(secondsOf(number ?? null, unit))} /></Box>
        {/* A field of its own: the select would take the name of the number. */}
        <Field.Root width="130px" shrink={0}>
          <SingleSelect aria-label={text('duration.unit', { of: label })} value={unit} onChange={(wanted) => change(wanted as Unit)}>
            {UNITS.map((known) => <SingleSelectOption key={known} value={known}>{text(`duration.${known}`)}</SingleSelectOption>)}
          </SingleSelect>
        </Field.Root>
      </Flex>
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}
