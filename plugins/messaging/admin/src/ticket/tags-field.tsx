import { Field, Flex, Tag, TextInput } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { useState, type FormEvent } from 'react';
import { useText } from '../text';
import { toLabel } from './label';

interface Props {
  tags: readonly string[];
  isDisabled: boolean;
  onSet(tags: readonly string[]): Promise<boolean>;
}

const MOST = 20;

export function TagsField({ tags, isDisabled, onSet }: Props) {
  const text = useText();
  const [typed, setTyped] = useState('');
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const tag = toLabel(typed);
    if (tag === undefined || tags.includes(tag) || (await onSet([...tags, tag]))) setTyped('');
  };
  return (
    <Field.Root>
      <Field.Label>{text('sidebar.tags')}</Field.Label>
      {tags.length > 0 ? (
        <Flex gap={1} wrap="wrap" paddingBottom={1}>
          {tags.map((tag) => <Tag key={tag} icon={<Cross aria-hidden />} label={text('sidebar.removeTag', { tag })} disabled={isDisabled} onClick={() => void onSet(tags.filter((other) => other !== tag))}>{tag}</Tag>)}
        </Flex>
      ) : null}
      <form onSubmit={(event) => void add(event)}>
        <TextInput size="S" value={typed} disabled={isDisabled || tags.length >= MOST} placeholder={text('sidebar.tagsHint')} onChange={(event) => setTyped(event.target.value)} />
      </form>
    </Field.Root>
  );
}
