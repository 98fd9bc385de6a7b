import { Button, Flex, Modal, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { RefusalNote } from '../../../../kernel/admin/src/components/refusal-note';
import type { CaseDocument, DocumentReason } from '../api/types';
import { ReasonsField } from '../decision/reasons-field';
import { useText } from '../text';
import type { Judging } from './use-judge';

interface Props {
  document: CaseDocument;
  name: string;
  reasons: readonly DocumentReason[];
  judging: Judging;
  onClose(): void;
}

/** Asks why a document is refused, in words that the applicant can do something with. */
export function RefuseDialog({ document, name, reasons, judging, onClose }: Props) {
  const text = useText();
  const [codes, setCodes] = useState<string[]>(document.reasons.map(({ code }) => code));
  const offered = reasons.map((reason) => ({ code: reason.code, publicText: reason.publicText, internalText: reason.publicText === reason.text ? undefined : reason.text }));
  const refuse = async () => {
    if (await judging.judge(document, { state: 'refused', reasons: codes })) onClose();
  };
  return (
    <Modal.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal.Content>
        <Modal.Header closeLabel={text('close')}><Modal.Title>{text('judge.title', { name })}</Modal.Title></Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <ReasonsField label={text('judge.reasons')} reasons={offered} chosen={codes} onChange={setCodes} />
            <Typography variant="pi" textColor="neutral600">{text('judge.later')}</Typography>
            <RefusalNote refusal={judging.refusal} />
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>{text('close')}</Button>
          <Button variant="danger" disabled={codes.length === 0} loading={judging.isRunning} onClick={refuse}>{text('judge.refuseIt')}</Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}
