import { Flex, IconButton, Searchbar, SearchForm } from '@strapi/design-system';
import { ArrowDown, ArrowUp } from '@strapi/icons';
import { useEffect, useState } from 'react';
import { useText } from '../text';
import type { QueueQuestion } from './views';

const TYPING_PAUSE_MS = 300;

interface Props {
  value: string;
  order: QueueQuestion['order'];
  onAsk(change: Partial<QueueQuestion>): void;
}

export function QueueSearch({ value, order, onAsk }: Props) {
  const text = useText();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === value) return undefined;
    const timer = setTimeout(() => onAsk({ search: wanted }), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onAsk]);
  const other = order === 'newest' ? 'oldest' : 'newest';
  return (
    <Flex gap={2} padding={2} data-inbox="search">
      <SearchForm style={{ flex: 1, minWidth: 0 }} onSubmit={(event) => event.preventDefault()}>
        <Searchbar size="S" name="search" value={typed} onChange={(event) => setTyped(event.target.value)} onClear={() => setTyped('')} clearLabel={text('queue.clear')} placeholder={text('queue.searchHint')}>
          {text('queue.search')}
        </Searchbar>
      </SearchForm>
      <IconButton variant="tertiary" label={text(`queue.order.${other}`)} onClick={() => onAsk({ order: other })}>{order === 'newest' ? <ArrowDown /> : <ArrowUp />}</IconButton>
    </Flex>
  );
}
