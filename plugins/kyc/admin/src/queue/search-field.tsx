import { Button, Flex, Searchbar, SearchForm, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useState, type FormEvent } from 'react';
import { useText } from '../text';
import { useKnownText } from '../words/known-text';
import { NUMBER_TYPES, searchOf, type NumberType, type Search } from './search';

/** Finds an application by its id, its person or a number. It is asked when somebody says so, not while they type: to look for a number is recorded. */
export function SearchField({ isRunning, onSearch }: { isRunning: boolean; onSearch(search: Search | undefined): void }) {
  const text = useText();
  const known = useKnownText();
  const [typed, setTyped] = useState('');
  const [type, setType] = useState<NumberType>('nin');
  const search = searchOf(typed, type);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    onSearch(search);
  };
  const clear = () => {
    setTyped('');
    onSearch(undefined);
  };
  return (
    <SearchForm onSubmit={ask} data-queue="search">
      <Flex gap={2} alignItems="center" wrap="wrap">
        <Searchbar size="S" name="search" value={typed} onChange={(event) => setTyped(event.target.value)} onClear={clear} clearLabel={text('search.clear')} placeholder={text('search.hint')}>{text('search.label')}</Searchbar>
        {search?.by === 'number' ? (
          <SingleSelect size="S" aria-label={text('search.by')} value={type} onChange={(value) => setType(String(value) as NumberType)}>
            {NUMBER_TYPES.map((one) => <SingleSelectOption key={one} value={one}>{known('number', one)}</SingleSelectOption>)}
          </SingleSelect>
        ) : null}
        <Button type="submit" size="S" variant="tertiary" loading={isRunning} disabled={search === undefined}>{text('search.do')}</Button>
      </Flex>
    </SearchForm>
  );
}
