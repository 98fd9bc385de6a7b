import { Flex, TextButton, Typography } from '@strapi/design-system';
import type { RefObject } from 'react';
import { useText } from '../text';
import { VARIABLES } from './types';

interface Props {
  field: RefObject<HTMLTextAreaElement>;
  text: string;
  onChange(text: string): void;
}

/** Puts variables into a text, where the caret was; where not every ticket has it, with something to say instead. */
export function VariablesBar({ field, text: written, onChange }: Props) {
  const text = useText();
  const insert = (variable: string) => {
    const { selectionStart: from, selectionEnd: to } = field.current ?? { selectionStart: written.length, selectionEnd: written.length };
    onChange(written.slice(0, from) + variable + written.slice(to));
    field.current?.focus();
  };
  return (
    <Flex gap={3} wrap="wrap" role="group" aria-label={text('canned.variables')}>
      <Typography variant="pi" textColor="neutral600" aria-hidden>{text('canned.variables')}</Typography>
      {(Object.keys(VARIABLES) as (keyof typeof VARIABLES)[]).map((name) => (
        <TextButton key={name} onClick={() => insert(VARIABLES[name] ? `{{${name}}}` : `{{${name}|${text('canned.fallback')}}}`)}>{text(`variable.${name}`)}</TextButton>
      ))}
    </Flex>
  );
}
