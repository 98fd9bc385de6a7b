import { Button, Field, Flex, Modal, SingleSelect, SingleSelectOption, TextInput } from '@strapi/design-system';
import { useFetchClient } from '@strapi/strapi/admin';
import { useState, type FormEvent } from 'react';
import { useSubmit } from '../../../../kernel/admin/src/api/use-submit';
import { RefusalNote } from '../../../../kernel/admin/src/components/refusal-note';
import type { StaffPerson } from '../api/types';
import type { CannedReply } from '../canned/types';
import { useText } from '../text';
import { nameStep, StepsField, type NamedStep } from './steps-field';
import { NEW_STEPS, type Macro } from './types';

interface Props {
  /** None for another one. */
  macro: Macro | undefined;
  /** Whether one may keep what is everybody's. */
  canShare: boolean;
  people: readonly StaffPerson[];
  replies: readonly CannedReply[];
  onClose(): void;
  onSaved(): void;
}

const FORM = 'macro';

export function MacroDialog({ macro, canShare, people, replies, onClose, onSaved }: Props) {
  const text = useText();
  const { post, put } = useFetchClient();
  const { submit, isRunning, refusal } = useSubmit();
  const [name, setName] = useState(macro?.name ?? '');
  const [isPersonal, setIsPersonal] = useState(macro?.isPersonal ?? !canShare);
  const [steps, setSteps] = useState<readonly NamedStep[]>(() => (macro?.steps ?? [NEW_STEPS.take]).map(nameStep));
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const body = { name, isPersonal, steps: steps.map(({ step }) => step) };
    if (await submit(() => (macro ? put(`/messaging/macros/${macro.id}`, body) : post('/messaging/macros', body)), text('canned.saved'))) onSaved();
  };
  return (
    <Modal.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal.Content>
        <Modal.Header closeLabel={text('keys.close')}><Modal.Title>{macro ? text('macro.edit', { name: macro.name }) : text('macro.new')}</Modal.Title></Modal.Header>
        <Modal.Body>
          <Flex tag="form" id={FORM} direction="column" alignItems="stretch" gap={4} onSubmit={(event: FormEvent) => void save(event)}>
            <Field.Root required>
              <Field.Label>{text('macro.name')}</Field.Label>
              <TextInput required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
            </Field.Root>
            <Field.Root>
              <Field.Label>{text('canned.whose')}</Field.Label>
              <SingleSelect value={isPersonal ? 'me' : 'all'} disabled={!canShare} onChange={(chosen) => setIsPersonal(chosen === 'me')}>
                <SingleSelectOption value="all">{text('canned.everybody')}</SingleSelectOption>
                <SingleSelectOption value="me">{text('canned.personal')}</SingleSelectOption>
              </SingleSelect>
            </Field.Root>
            <StepsField steps={steps} people={people} replies={replies.filter((reply) => isPersonal || !reply.isPersonal)} onChange={setSteps} />
            <RefusalNote refusal={refusal} />
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>{text('canned.cancel')}</Button>
          <Button type="submit" form={FORM} loading={isRunning}>{text('canned.save')}</Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}
