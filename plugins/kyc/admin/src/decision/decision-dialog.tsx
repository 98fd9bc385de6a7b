import { Box, Button, Field, Flex, Modal, Textarea, Typography } from '@strapi/design-system';
import { useFetchClient } from '@strapi/strapi/admin';
import { issueAt } from '../../../../kernel/admin/src/api/refusal';
import { useIntentKey } from '../../../../kernel/admin/src/api/intent-key';
import { useSubmit } from '../../../../kernel/admin/src/api/use-submit';
import { RefusalNote } from '../../../../kernel/admin/src/components/refusal-note';
import type { CaseDocument, CaseFile, DocumentReason, One, Outcome, Reason } from '../api/types';
import { useText } from '../text';
import { drafts } from './drafts';
import { lackOf } from './lacking';
import { ReasonsField } from './reasons-field';
import { useDraft } from './use-draft';
import { WillRead } from './will-read';

const LONGEST_NOTE = 2_000;

interface Props {
  file: CaseFile;
  outcome: Outcome;
  reasons: readonly Reason[];
  documents: readonly CaseDocument[];
  documentReasons: readonly DocumentReason[];
  onDecided(file: CaseFile): void;
  onRefused(code: string | undefined): void;
  onClose(): void;
}

/** Says what will happen, and for whom, before it does: a decision cannot be taken back. What is typed here is kept until then. */
export function DecisionDialog({ file, outcome, reasons, documents, documentReasons, onDecided, onRefused, onClose }: Props) {
  const text = useText();
  const { post } = useFetchClient();
  const intentKey = useIntentKey();
  const { draft, change } = useDraft(file.id, file.attempt, outcome);
  const { submit, isRunning, refusal } = useSubmit({ onRefused: ({ code }) => onRefused(code) });
  const offered = reasons.filter(({ outcomes }) => outcomes.includes(outcome));
  const isFirstOfTwo = outcome === 'approve' && file.needsSecondReview && file.state === 'in_review';
  const lack = lackOf(outcome, draft, reasons, documents);

  const decide = async () => {
    const note = (words: string) => (words.trim() === '' ? null : words.trim());
    const body = { outcome, reasonCodes: outcome === 'approve' ? [] : draft.reasonCodes, publicNote: note(draft.publicNote), internalNote: note(draft.internalNote) };
    let decided: CaseFile | undefined;
    const send = async () => {
      const { data } = await post<One<CaseFile>>(`/kyc/applications/${file.id}/decide`, body, { headers: { 'Idempotency-Key': intentKey([file.id, file.attempt, body]) } });
      decided = data.data;
    };
    if (!(await submit(send, text(isFirstOfTwo ? 'decide.done.first' : `decide.done.${outcome}`))) || !decided) return;
    drafts.forget(file.id);
    onDecided(decided);
  };

  return (
    <Modal.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal.Content>
        <Modal.Header closeLabel={text('close')}><Modal.Title>{text(`decide.title.${outcome}`)}</Modal.Title></Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={5}>
            <Box background={outcome === 'reject' ? 'danger100' : 'neutral100'} hasRadius padding={3}>
              <Typography textColor="neutral800" tag="p">{text(isFirstOfTwo ? 'decide.will.first' : `decide.will.${outcome}`, { level: file.level.name })}</Typography>
              <Typography variant="pi" textColor="neutral700" tag="p">{text('decide.noUndo')}</Typography>
            </Box>
            {outcome === 'approve' ? null : (
              <ReasonsField label={text('decide.reasons')} reasons={offered} chosen={draft.reasonCodes} onChange={(reasonCodes) => change({ reasonCodes })} />
            )}
            <Note name="publicNote" value={draft.publicNote} error={issueAt(refusal, 'publicNote')} onChange={(publicNote) => change({ publicNote })} />
            <Note name="internalNote" value={draft.internalNote} error={issueAt(refusal, 'internalNote')} onChange={(internalNote) => change({ internalNote })} />
            {outcome === 'approve' ? null : <WillRead draft={draft} reasons={reasons} documents={documents} documentReasons={documentReasons} isResubmission={outcome === 'resubmit'} />}
            {lack === undefined ? null : <Typography variant="pi" textColor="neutral700" role="status">{text(`decide.lack.${lack}`)}</Typography>}
            <RefusalNote refusal={refusal} />
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>{text('decide.later')}</Button>
          <Button variant={outcome === 'reject' ? 'danger' : outcome === 'approve' ? 'success' : 'default'} loading={isRunning} disabled={lack !== undefined} onClick={decide}>{text(isFirstOfTwo ? 'decide.do.first' : `decide.do.${outcome}`)}</Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}

interface NoteProps {
  name: 'publicNote' | 'internalNote';
  value: string;
  error: string | undefined;
  onChange(value: string): void;
}

function Note({ name, value, error, onChange }: NoteProps) {
  const text = useText();
  return (
    <Field.Root name={name} hint={text(`decide.${name}Hint`)} {...(error === undefined ? {} : { error })}>
      <Field.Label>{text(`decide.${name}`)}</Field.Label>
      <Textarea value={value} maxLength={LONGEST_NOTE} rows={2} onChange={(event) => onChange(event.target.value)} />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}
