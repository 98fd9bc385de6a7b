import { Box, Field, Flex, Radio, Typography } from '@strapi/design-system';
import { useId } from 'react';

interface Props<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string; hint?: string }[];
  error?: string | undefined;
  onChange(value: T): void;
}

/** A question with a few answers, and what each of them means. */
export function Radios<T extends string>({ label, value, options, error, onChange }: Props<T>) {
  const id = useId();
  return (
    <Field.Root {...(error === undefined ? {} : { error })}>
      <Typography id={id} variant="pi" fontWeight="bold" textColor="neutral800">{label}</Typography>
      <Radio.Group aria-labelledby={id} value={value} onValueChange={(chosen: string) => onChange(chosen as T)}>
        <Flex direction="column" alignItems="stretch" gap={3} paddingTop={1}>
          {options.map((option) => (
            <Box key={option.value}>
              <Radio.Item value={option.value}>{option.label}</Radio.Item>
              {option.hint === undefined ? null : <Typography variant="pi" textColor="neutral600" tag="p" paddingLeft={7}>{option.hint}</Typography>}
            </Box>
          ))}
        </Flex>
      </Radio.Group>
      <Field.Error />
    </Field.Root>
  );
}
