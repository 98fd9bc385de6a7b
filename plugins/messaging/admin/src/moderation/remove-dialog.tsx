import { Field, Textarea, Typography } from '@strapi/design-system';
import { useFetchClient } from '@strapi/strapi/admin';
import { useState } from 'react';
import { issueAt } from '../../../../kernel/admin/src/api/refusal';
import { useSubmit } from '../../../../kernel/admin/src/api/use-submit';
import { ConfirmDialog } from '../../../../kernel/admin/src/components/confirm-dialog';
import { useText } from '../text';
import { LONGEST_REASON } from './types';

/** Takes a message away that is no report's own. Done twice it is done once. */
export function RemoveDialog({ messageId, onClose, onRemoved }: { messageId: string; onClose(): void; onRemoved(): void }) {
  const text = useText();
  const { post } = useFetchClient();
  const { submit, isRunning, refusal } = useSubmit();
  const [reason, setReason] = useState('');
  const issue = issueAt(refusal, 'reason');
  const remove = async () => {
    if (!(await submit(() => post(`/messaging/messages/${messageId}/removal`, { reason }), text('remove.done')))) return;
    onClose();
    onRemoved();
  };
  return (
    <ConfirmDialog title={text('remove.title')} action={text('remove.open')} isRunning={isRunning} refusal={refusal} onConfirm={() => void remove()} onClose={onClose}>
      <Typography>{text('remove.warning')}</Typography>
      <Field.Root required textAlign="left" {...(issue === undefined ? {} : { error: issue })}>
        <Field.Label>{text('remove.reason')}</Field.Label>
        <Textarea value={reason} maxLength={LONGEST_REASON} onChange={(event) => setReason(event.target.value)} />
        <Field.Error />
      </Field.Root>
    </ConfirmDialog>
  );
}
