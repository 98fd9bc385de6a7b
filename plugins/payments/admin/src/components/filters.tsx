import { Box, Button, Checkbox, DatePicker, Flex, Searchbar, SearchForm, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useEffect, useState } from 'react';
import { dayOf } from '../../../../kernel/admin/src/format/time';
import { useText } from '../text';
import type { Filters } from './use-filters';

const states = ['created', 'pending', 'succeeded', 'failed', 'abandoned', 'partially_refunded', 'refunded'] as const;
/** A search begins when the typing pauses. */
const TYPING_PAUSE_MS = 350;

interface Known {
  currencies: readonly string[];
  gateways: readonly string[];
}

export function FilterBar({ filters, known }: { filters: Filters; known: Known }) {
  const text = useText();
  const { values, set, reset, isAny } = filters;
  return (
    <Flex gap={2} wrap="wrap" alignItems="center" paddingBottom={4}>
      <SearchField value={values.search ?? ''} onChange={(search) => set({ search })} />
      <Choice label={text('filter.state')} any={text('filter.anyState')} value={values.state} onChange={(state) => set({ state })} options={states.map((state) => [state, text(`state.${state}`)])} />
      <Choice label={text('filter.currency')} any={text('filter.anyCurrency')} value={values.currency} onChange={(currency) => set({ currency })} options={known.currencies.map((code) => [code, code])} />
      {known.gateways.length > 1 ? (
        <Choice label={text('filter.gateway')} any={text('filter.anyGateway')} value={values.gateway} onChange={(gateway) => set({ gateway })} options={known.gateways.map((code) => [code, code])} />
      ) : null}
      <Day label={text('filter.from')} clearLabel={text('filter.clear')} value={values.from} onChange={(from) => set({ from })} />
      <Day label={text('filter.to')} clearLabel={text('filter.clear')} value={values.to} onChange={(to) => set({ to })} />
      <Checkbox checked={values.flagged === 'true'} onCheckedChange={(checked) => set({ flagged: checked === true ? 'true' : undefined })}>{text('filter.flagged')}</Checkbox>
      {isAny ? <Button variant="ghost" size="S" onClick={reset}>{text('filter.reset')}</Button> : null}
    </Flex>
  );
}

function SearchField({ value, onChange }: { value: string; onChange(value: string | undefined): void }) {
  const text = useText();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    const wanted = typed.trim();
    // One or two characters are no question yet, and none asks for everything.
    if (wanted === value || (wanted.length > 0 && wanted.length < 3)) return undefined;
    const timer = setTimeout(() => onChange(wanted === '' ? undefined : wanted), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <SearchForm style={{ minWidth: 220, flex: '1 1 220px' }}>
      <Searchbar size="S" name="search" value={typed} onChange={(event) => setTyped(event.target.value)} onClear={() => setTyped('')} clearLabel={text('filter.clear')} placeholder={text('filter.searchHint')}>
        {text('filter.search')}
      </Searchbar>
    </SearchForm>
  );
}

interface ChoiceProps {
  label: string;
  any: string;
  value: string | undefined;
  options: readonly (readonly [string, string])[];
  onChange(value: string | undefined): void;
}

/** The select takes an empty value for none at all. */
const ANY = '*';

const Choice = ({ label, any, value, options, onChange }: ChoiceProps) => (
  <SingleSelect size="S" aria-label={label} value={value ?? ANY} onChange={(chosen) => onChange(chosen === ANY ? undefined : String(chosen))}>
    <SingleSelectOption value={ANY}>{any}</SingleSelectOption>
    {options.map(([code, shown]) => <SingleSelectOption key={code} value={code}>{shown}</SingleSelectOption>)}
  </SingleSelect>
);

const Day = ({ label, clearLabel, value, onChange }: { label: string; clearLabel: string; value: string | undefined; onChange(day: string | undefined): void }) => (
  <Box width="172px">
    <DatePicker
    size="S"
    aria-label={label}
    placeholder={label}
    // Without a value the picker keeps its own: another key makes it forget.
    key={value ?? ''}
    {...(value === undefined ? {} : { value: new Date(`${value}T00:00:00`) })}
    onChange={(picked) => onChange(picked ? dayOf(picked) : undefined)}
    onClear={() => onChange(undefined)}
    clearLabel={clearLabel}
    />
  </Box>
);
