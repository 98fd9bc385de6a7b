import { Box, Typography } from '@strapi/design-system';
import { useId } from 'react';
import { styled } from 'styled-components';
import type { CaseDocument, DocumentReason, Reason } from '../api/types';
import { useText } from '../text';
import { useDocumentName } from '../viewer/document-name';
import type { Draft } from './drafts';

const Letter = styled.section`
  padding: 12px;
  border: 1px dashed ${({ theme }) => theme.colors.neutral300};
  border-radius: 4px;
  li {
    padding-top: 6px;
  }
`;

interface Props {
  draft: Draft;
  reasons: readonly Reason[];
  documents: readonly CaseDocument[];
  documentReasons: readonly DocumentReason[];
  isResubmission: boolean;
}

/** The words that the applicant will read, before they do. */
export function WillRead({ draft, reasons, documents, documentReasons, isResubmission }: Props) {
  const text = useText();
  const id = useId();
  const nameOf = useDocumentName(documents);
  const general = [...new Set(draft.reasonCodes.map((code) => reasons.find((reason) => reason.code === code)?.publicText ?? code))];
  const refused = isResubmission ? documents.filter(({ state }) => state === 'refused') : [];
  const isEmpty = general.length + refused.length === 0 && draft.publicNote.trim() === '';
  return (
    <Letter aria-labelledby={id}>
      <Typography id={id} variant="sigma" textColor="neutral700" tag="h3">{text('willRead.title')}</Typography>
      {isEmpty ? <Typography variant="pi" textColor="neutral600" tag="p">{text('willRead.nothing')}</Typography> : null}
      <ul>
        {general.map((words) => <li key={words}><Typography textColor="neutral800">{words}</Typography></li>)}
        {refused.map((document) => (
          <li key={document.id}>
            <Typography textColor="neutral800" fontWeight="semiBold">{nameOf(document)}: </Typography>
            <Typography textColor="neutral800">{toldOf(document, documentReasons).join(' ')}</Typography>
          </li>
        ))}
      </ul>
      {draft.publicNote.trim() === '' ? null : <Box paddingTop={2}><Typography textColor="neutral800" style={{ whiteSpace: 'pre-wrap' }}>{draft.publicNote.trim()}</Typography></Box>}
    </Letter>
  );
}

/** Each sentence once: several suspicions are told as one. */
const toldOf = ({ reasons }: CaseDocument, known: readonly DocumentReason[]): string[] => [...new Set(reasons.map(({ code, text }) => known.find((reason) => reason.code === code)?.publicText ?? text))];
