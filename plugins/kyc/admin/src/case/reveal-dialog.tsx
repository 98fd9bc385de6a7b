import { Button, Flex, Modal, Typography } from '@strapi/design-system';
import { useFetchClient } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useSubmit } from '../../../../kernel/admin/src/api/use-submit';
import { Radios } from '../../../../kernel/admin/src/components/radios';
import { RefusalNote } from '../../../../kernel/admin/src/components/refusal-note';
import type { One } from '../api/types';
import { useText } from '../text';
import { useKnownText } from '../words/known-text';
import { SHOWN_MS } from './use-revealed';

const PURPOSES = ['compare_with_document', 'ask_the_issuer', 'look_into_shared_number', 'answer_the_applicant', 'answer_an_authority'] as const;

interface Props {
  applicationId: string;
  type: string;
  onRevealed(value: string): void;
  onClose(): void;
}

/** Asks what a whole number is needed for, before it is shown. */
export function RevealDialog({ applicationId, type, onRevealed, onClose }: Props) {
  const text = useText();
  const known = useKnownText();
  const { post } = useFetchClient();
  const [purpose, setPurpose] = useState<(typeof PURPOSES)[number]>('compare_with_document');
  const { submit, isRunning, refusal } = useSubmit();
  const reveal = async () => {
    const ask = async () => {
      const { data } = await post<One<{ value: string }>>(`/kyc/applications/${applicationId}/identifiers/${encodeURIComponent(type)}/reveal`, { purpose });
      onRevealed(data.data.value);
    };
    if (await submit(ask, text('reveal.done'))) onClose();
  };
  return (
    <Modal.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal.Content>
        <Modal.Header closeLabel={text('close')}><Modal.Title>{text('reveal.title', { type: known('number', type) })}</Modal.Title></Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Radios label={text('reveal.purpose')} value={purpose} options={PURPOSES.map((value) => ({ value, label: text(`revealFor.${value}`) }))} onChange={(value) => setPurpose(value)} />
            <Typography variant="pi" textColor="neutral600">{text('reveal.recorded', { seconds: SHOWN_MS / 1_000 })}</Typography>
            <RefusalNote refusal={refusal} />
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>{text('close')}</Button>
          <Button loading={isRunning} onClick={reveal}>{text('reveal.do')}</Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}
