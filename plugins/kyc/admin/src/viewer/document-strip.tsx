import { Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { CaseDocument } from '../api/types';
import { useText } from '../text';
import { DocumentBadge } from '../words/badges';

const Row = styled.div`
  display: flex;
  gap: 4px;
  padding: 8px;
  overflow-x: auto;
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

const Choice = styled.button`
  flex: none;
  padding: 6px 10px;
  text-align: left;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: 4px;
  background: ${({ theme }) => theme.colors.neutral0};
  color: inherit;
  cursor: pointer;
  &[aria-pressed='true'] {
    border-color: ${({ theme }) => theme.colors.primary600};
    background: ${({ theme }) => theme.colors.primary100};
  }
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 1px;
  }
`;

interface Props {
  documents: readonly CaseDocument[];
  current: string | undefined;
  nameOf(document: CaseDocument): string;
  onShow(id: string): void;
}

/** The documents that count, and what was thought of each. */
export function DocumentStrip({ documents, current, nameOf, onShow }: Props) {
  const text = useText();
  return (
    <Row role="group" aria-label={text('documents.label')} tabIndex={-1}>
      {documents.map((document) => (
        <Choice key={document.id} type="button" aria-pressed={document.id === current} onClick={() => onShow(document.id)}>
          <Typography variant="pi" fontWeight="semiBold" textColor="neutral800" tag="span" style={{ display: 'block' }}>{nameOf(document)}</Typography>
          <Flex tag="span" inline paddingTop={1}><DocumentBadge state={document.state} /></Flex>
        </Choice>
      ))}
    </Row>
  );
}
