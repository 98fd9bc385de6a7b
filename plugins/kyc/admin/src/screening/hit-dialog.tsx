import { Box, Button, Field, Flex, Modal, Textarea, Typography } from '@strapi/design-system';
import { useFetchClient } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { useSubmit } from '../../../../kernel/admin/src/api/use-submit';
import { Moment } from '../../../../kernel/admin/src/components/moment';
import { Radios } from '../../../../kernel/admin/src/components/radios';
import { RefusalNote } from '../../../../kernel/admin/src/components/refusal-note';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import type { Disposition, One } from '../api/types';
import { useAllowed } from '../permissions';
import { useText } from '../text';
import { Comparison } from './comparison';
import { DispositionBadge } from './disposition-badge';
import type { OpenedHit } from './types';

interface Props {
  id: string;
  onClose(): void;
  onDecided(): void;
}

/** Somebody of ours beside somebody on a list. Opening it is recorded. */
export function HitDialog({ id, onClose, onDecided }: Props) {
  const file = useResource<One<OpenedHit>>(`/kyc/screening-hits/${id}`);
  return (
    <Modal.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal.Content>
        {file.data ? <Decide hit={file.data.data} refresh={file.refresh} onClose={onClose} onDecided={onDecided} /> : <Waiting on={file}>{() => null}</Waiting>}
      </Modal.Content>
    </Modal.Root>
  );
}

type Decided = Exclude<Disposition, 'open'>;

function Decide({ hit, refresh, onClose, onDecided }: { hit: OpenedHit; refresh(): void } & Omit<Props, 'id'>) {
  const text = useText();
  const { post } = useFetchClient();
  const { canDecideScreening } = useAllowed();
  const { submit, isRunning, refusal } = useSubmit({ onRefused: refresh });
  const [reason, setReason] = useState('');
  const choices = (['false_positive', 'confirmed'] as const).filter((to) => to !== hit.disposition);
  const [chosen, setChosen] = useState<Decided>();
  const to = chosen !== undefined && choices.includes(chosen) ? chosen : undefined;
  const mayDecide = canDecideScreening && hit.explanation !== null;

  const decide = async () => {
    if (to === undefined) return;
    const isDone = await submit(() => post(`/kyc/screening-hits/${hit.id}/decide`, { disposition: to, from: hit.disposition, reason: reason.trim() }), text('screening.decided'));
    onDecided();
    if (isDone) onClose();
  };

  return (
    <>
      <Modal.Header closeLabel={text('screening.close')}><Modal.Title>{text('screening.hitOn', { list: hit.list })}</Modal.Title></Modal.Header>
      <Modal.Body>
        <Flex direction="column" alignItems="stretch" gap={5}>
          <Comparison hit={hit} />
          {hit.decisions.map(({ disposition, reason: why, decidedAt }) => (
            <Box key={decidedAt} background="neutral100" hasRadius padding={3}>
              <Flex gap={2} alignItems="center"><DispositionBadge disposition={disposition} /><Typography variant="pi" textColor="neutral600"><Moment at={decidedAt} inline /></Typography></Flex>
              {why === null ? null : <Typography tag="p" textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>{why}</Typography>}
            </Box>
          ))}
          {mayDecide ? (
            <>
              <Radios label={text('screening.question')} value={to ?? ''} options={choices.map((value) => ({ value, label: text(`screening.decide.${value}`), hint: text(`screening.hint.${value}`) }))} onChange={(value) => value !== '' && setChosen(value)} />
              <Field.Root required hint={text('screening.reasonHint')}>
                <Field.Label>{text('screening.reason')}</Field.Label>
                <Textarea value={reason} maxLength={2_000} onChange={(event) => setReason(event.target.value)} />
                <Field.Hint />
              </Field.Root>
              <RefusalNote refusal={refusal} />
            </>
          ) : null}
        </Flex>
      </Modal.Body>
      <Modal.Footer>
        <Button variant="tertiary" onClick={onClose}>{text('screening.cancel')}</Button>
        {mayDecide ? <Button variant={to === 'confirmed' ? 'danger' : 'default'} disabled={to === undefined || reason.trim() === ''} loading={isRunning} onClick={decide}>{text('screening.submit')}</Button> : null}
      </Modal.Footer>
    </>
  );
}
