import { Box, Flex, IconButton, TextInput, Typography } from '@strapi/design-system';
import { Cross, Plus } from '@strapi/icons';
import { useId } from 'react';
import { useText } from '../text';
import { nextSpan } from './calendar-draft';
import { withItem, without } from './list-editing';
import type { Span } from './types';

interface Props {
  label: string;
  /** Said where there are no hours. */
  closed: string;
  spans: readonly Span[];
  error: string | undefined;
  onChange(spans: Span[]): void;
}

/** The hours of a day: one span, several, or none. */
export function SpansField({ label, closed, spans, error, onChange }: Props) {
  const text = useText();
  const id = useId();
  return (
    <Box role="group" aria-labelledby={id}>
      <Flex gap={3} alignItems="center" wrap="wrap">
        <Box width="104px"><Typography id={id} textColor="neutral800" fontWeight="semiBold">{label}</Typography></Box>
        {spans.length === 0 ? <Typography textColor="neutral600">{closed}</Typography> : null}
        {spans.map((span, place) => (
          <Flex key={place} gap={1} alignItems="center">
            <Time label={text('calendars.from', { day: label, number: place + 1 })} value={span.from} onChange={(from) => onChange(withItem(spans, place, { ...span, from }))} />
            <Typography textColor="neutral600" aria-hidden>–</Typography>
            <Time label={text('calendars.to', { day: label, number: place + 1 })} value={span.to} onChange={(to) => onChange(withItem(spans, place, { ...span, to }))} />
            <IconButton variant="ghost" label={text('calendars.removeSpan', { day: label, number: place + 1 })} onClick={() => onChange(without(spans, place))}><Cross /></IconButton>
          </Flex>
        ))}
        <IconButton variant="ghost" label={text('calendars.addSpan', { day: label })} onClick={() => onChange([...spans, nextSpan(spans)])}><Plus /></IconButton>
      </Flex>
      {error === undefined ? null : <Typography variant="pi" textColor="danger600" tag="p">{error}</Typography>}
    </Box>
  );
}

/** As text, because 24:00 is the end of a day, which a browser's own field does not know. */
const Time = ({ label, value, onChange }: { label: string; value: string; onChange(value: string): void }) => (
  <Box width="84px"><TextInput size="S" aria-label={label} value={value} placeholder="09:00" maxLength={5} inputMode="numeric" onChange={(event) => onChange(event.target.value)} /></Box>
);
