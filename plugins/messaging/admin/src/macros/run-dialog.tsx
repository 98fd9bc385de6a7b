import { Box, Button, EmptyStateLayout, Flex, Modal, TextInput } from '@strapi/design-system';
import { useFetchClient } from '@strapi/strapi/admin';
import { useState } from 'react';
import { styled } from 'styled-components';
import { useIntentKey } from '../../../../kernel/admin/src/api/intent-key';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { useSubmit } from '../../../../kernel/admin/src/api/use-submit';
import { RefusalNote } from '../../../../kernel/admin/src/components/refusal-note';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import type { One } from '../api/types';
import { useText } from '../text';
import { Preview } from './preview';
import type { Macro, MacroPreview } from './types';

const Choice = styled.button`
  display: block;
  width: 100%;
  padding: 8px 10px;
  text-align: left;
  font: inherit;
  cursor: pointer;
  color: ${({ theme }) => theme.colors.neutral800};
  background: transparent;
  border: 0;
  border-radius: 4px;
  &:hover,
  &:focus-visible {
    background: ${({ theme }) => theme.colors.primary100};
  }
`;

interface Props {
  ticketId: string;
  onClose(): void;
  onDone(): void;
}

/** Chooses a macro, shows what it would do to the ticket, and does it. */
export function RunDialog({ ticketId, onClose, onDone }: Props) {
  const text = useText();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<Macro>();
  const macros = useResource<{ data: Macro[] }>('/messaging/macros');
  const url = chosen ? `/messaging/tickets/${ticketId}/macros/${chosen.id}` : null;
  const preview = useResource<One<MacroPreview>>(url);
  const { post } = useFetchClient();
  const { submit, isRunning, refusal } = useSubmit();
  const keyOf = useIntentKey();
  const shown = preview.isStale ? undefined : preview.data?.data;

  const run = async () => {
    if (url === null || !chosen || !shown) return;
    // The same wish, however often it is tried: a lost answer does not send an answer twice.
    const isDone = await submit(() => post(url, { clientActId: keyOf([url, shown.revision]), revision: shown.revision }), text('macro.done', { name: chosen.name }));
    onDone();
    if (isDone) onClose();
    else preview.refresh();
  };
  return (
    <Modal.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal.Content>
        <Modal.Header closeLabel={text('keys.close')}><Modal.Title>{chosen?.name ?? text('macro.choose')}</Modal.Title></Modal.Header>
        <Modal.Body>
          {chosen ? (
            <Flex direction="column" alignItems="stretch" gap={4}>
              {shown ? <Preview macro={chosen} preview={shown} /> : <Waiting on={preview}>{() => null}</Waiting>}
              <RefusalNote refusal={refusal} />
            </Flex>
          ) : (
            <Waiting on={macros}>
              {({ data }) => {
                const found = data.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()));
                return (
                  <>
                    <Box paddingBottom={2}>
                      <TextInput aria-label={text('macro.search')} placeholder={text('macro.search')} value={search} autoFocus onChange={(event) => setSearch(event.target.value)} onKeyDown={(event) => event.key === 'Enter' && setChosen(found[0])} />
                    </Box>
                    {found.length === 0 ? <EmptyStateLayout shadow="" content={text('macro.empty')} /> : found.map((macro) => <Choice key={macro.id} type="button" onClick={() => setChosen(macro)}>{macro.name}</Choice>)}
                  </>
                );
              }}
            </Waiting>
          )}
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={chosen ? () => setChosen(undefined) : onClose}>{text(chosen ? 'macro.back' : 'canned.cancel')}</Button>
          {chosen ? <Button autoFocus disabled={!shown || shown.refusal !== null} loading={isRunning} onClick={() => void run()}>{text('macro.run')}</Button> : null}
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}
