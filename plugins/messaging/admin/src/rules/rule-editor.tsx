import { Button, Flex, Modal } from '@strapi/design-system';
import { useFetchClient } from '@strapi/strapi/admin';
import { useId, useState, type FormEvent } from 'react';
import { useSubmit } from '../../../../kernel/admin/src/api/use-submit';
import { RefusalNote } from '../../../../kernel/admin/src/components/refusal-note';
import { useText } from '../text';
import type { RuleKind } from './rule-kind';

interface Props<T extends { id: string }, D> {
  kind: RuleKind<T, D>;
  /** None for a new one. */
  rule: T | undefined;
  onClose(): void;
  onSaved(): void;
}

/** Adds or changes a rule. What the server refuses is said at the fields, and nothing that was filled in is lost. */
export function RuleEditor<T extends { id: string }, D>({ kind, rule, onClose, onSaved }: Props<T, D>) {
  const text = useText();
  const formId = useId();
  const { post, put } = useFetchClient();
  const { submit, isRunning, refusal } = useSubmit();
  const [draft, setDraft] = useState(() => kind.draftOf(rule));
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const body = kind.bodyOf(draft);
    if (!(await submit(() => (rule === undefined ? post(kind.path, body) : put(`${kind.path}/${rule.id}`, body)), text('rules.saved')))) return;
    onClose();
    onSaved();
  };
  return (
    <Modal.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal.Content>
        <Modal.Header closeLabel={text('rules.close')}><Modal.Title>{rule === undefined ? text(`${kind.name}.new`) : (kind.nameOf(rule) ?? text(`${kind.name}.title`))}</Modal.Title></Modal.Header>
        <Modal.Body>
          <form id={formId} onSubmit={(event) => void save(event)} noValidate>
            <Flex direction="column" alignItems="stretch" gap={5}>
              <kind.Form draft={draft} refusal={refusal} onChange={(change) => setDraft((before) => ({ ...before, ...change }))} />
              <RefusalNote refusal={refusal} />
            </Flex>
          </form>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>{text('rules.cancel')}</Button>
          <Button type="submit" form={formId} loading={isRunning}>{text('rules.save')}</Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}
