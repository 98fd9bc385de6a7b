import { Box, Button, Flex, Modal, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { useIntentKey } from '../../../../kernel/admin/src/api/intent-key';
import type { DiscrepancyFile } from '../api/types';
import { useAct } from '../../../../kernel/admin/src/api/use-act';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { useText } from '../text';
import { Amount } from './amount';
import { useKind, WhatHappened } from './discrepancy-words';
import { actionsFor, isComplete, ResolveForm, type Decision } from './resolve-form';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import { Webhooks } from './webhooks';

interface Props {
  id: string;
  onClose(): void;
  onResolved(): void;
}

/** Decides a discrepancy with the evidence beside it. */
export function ResolveDialog({ id, onClose, onResolved }: Props) {
  const file = useResource<{ data: DiscrepancyFile }>(`/payments/discrepancies/${id}`);
  return (
    <Modal.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal.Content>
        <Waiting on={file}>{({ data }) => <Decide discrepancy={data} refresh={file.refresh} onClose={onClose} onResolved={onResolved} />}</Waiting>
      </Modal.Content>
    </Modal.Root>
  );
}

function Decide({ discrepancy, refresh, onClose, onResolved }: { discrepancy: DiscrepancyFile; refresh(): void } & Omit<Props, 'id'>) {
  const text = useText();
  const kind = useKind(discrepancy);
  const { run, isRunning } = useAct();
  const keyOf = useIntentKey();
  const [decision, setDecision] = useState<Decision>({ action: actionsFor(discrepancy)[0] ?? 'dismiss', note: '', userId: undefined });

  const submit = async () => {
    const body = { action: decision.action, note: decision.note.trim(), ...(decision.action === 'credit' && decision.userId !== undefined ? { userId: decision.userId } : {}) };
    const isDone = await run({
      url: `/payments/discrepancies/${discrepancy.id}/resolve`,
      body,
      headers: { 'Idempotency-Key': keyOf(body) },
      done: text('discrepancy.resolved'),
    });
    // Refused mostly means that a colleague was faster: what is shown then is theirs.
    onResolved();
    if (isDone) onClose();
  };

  return (
    <>
      <Modal.Header closeLabel={text('resolve.close')}><Modal.Title>{text('resolve.title', { kind })}</Modal.Title></Modal.Header>
      <Modal.Body>
        <Flex direction="column" alignItems="stretch" gap={5}>
          <Box><WhatHappened discrepancy={discrepancy} /></Box>
          <ResolveForm discrepancy={discrepancy} decision={decision} onChange={(change) => setDecision((before) => ({ ...before, ...change }))} />
          <Flex direction="column" alignItems="stretch" gap={2}>
            <Typography variant="pi" fontWeight="bold" textColor="neutral800">{text('resolve.evidence')}</Typography>
            <Webhooks webhooks={discrepancy.webhooks} onChange={refresh} />
          </Flex>
        </Flex>
      </Modal.Body>
      <Modal.Footer>
        <Button variant="tertiary" onClick={onClose}>{text('resolve.cancel')}</Button>
        <Flex gap={3} alignItems="center">
          {discrepancy.amountMinor !== null && discrepancy.currency !== null ? <Amount amountMinor={discrepancy.amountMinor} currency={discrepancy.currency} fontWeight="bold" /> : null}
          <Button disabled={!isComplete(decision, discrepancy)} loading={isRunning} onClick={submit}>{text('resolve.submit')}</Button>
        </Flex>
      </Modal.Footer>
    </>
  );
}
