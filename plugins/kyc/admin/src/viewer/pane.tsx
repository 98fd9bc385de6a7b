import { Button, Flex, IconButton, Loader, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { ChevronLeft, ChevronRight } from '@strapi/icons';
import { useEffect, useState } from 'react';
import { styled } from 'styled-components';
import type { CaseDocument } from '../api/types';
import { useText } from '../text';
import { Frame } from './frame';
import { PURPOSES, type Opened, type Purpose } from './use-opened';
import type { View } from './view';

const Box = styled.figure`
  display: flex;
  flex-direction: column;
  flex: 1;
  gap: 6px;
  min-width: 0;
  min-height: 0;
  padding: 8px;
`;

const Empty = styled.div`
  display: flex;
  flex: 1;
  flex-direction: column;
  align-items: center;
  justify-content: center;
  gap: 12px;
  padding: 24px;
  min-height: 220px;
  border-radius: 4px;
  background: ${({ theme }) => theme.colors.neutral150};
`;

interface Props {
  document: CaseDocument;
  name: string;
  opened: Opened | undefined;
  /** Without one, somebody has to say what they look for. */
  purpose: Purpose | undefined;
  canOpen: boolean;
  view: View;
  onView(change: (view: View) => View): void;
  onOpen(id: string): void;
  onPurpose(purpose: Purpose): void;
}

/** One document: opened, or the reason why it is not. */
export function Pane({ document, name, opened, purpose, canOpen, view, onView, onOpen, onPurpose }: Props) {
  const text = useText();
  const [page, setPage] = useState(1);
  const { id, pages, quality, state, reasons } = document;
  useEffect(() => {
    if (canOpen && purpose !== undefined) onOpen(id);
  }, [id, canOpen, purpose, onOpen]);
  return (
    <Box data-pane={id}>
      {!canOpen ? <Empty><Typography textColor="neutral800">{text('viewer.mayNot')}</Typography></Empty> : opened === undefined && purpose === undefined ? <AskPurpose onPurpose={onPurpose} /> : opened?.state === 'failed' ? (
        <Empty>
          <Typography textColor="neutral800" textAlign="center">{opened.reason}</Typography>
          <Button size="S" variant="secondary" onClick={() => onOpen(id)}>{text('viewer.again')}</Button>
        </Empty>
      ) : opened?.state === 'open' ? <Frame bytes={opened.bytes} page={page} label={name} view={view} onView={onView} /> : <Empty><Loader small>{text('viewer.opening')}</Loader></Empty>}
      <Flex tag="figcaption" gap={2} alignItems="center" justifyContent="space-between" wrap="wrap">
        <Typography variant="pi" fontWeight="semiBold" textColor="neutral800">{name}</Typography>
        <Typography variant="pi" textColor="neutral600">
          {[state === 'refused' || state === 'superseded' ? reasons.map((reason) => reason.text).join(' ') : '', ...(quality?.hints.map((hint) => text(`quality.${hint}`)) ?? []), document.sharedWith.length > 0 ? text('document.shared', { count: document.sharedWith.length }) : '', document.scan === 'off' ? text('document.unscanned') : ''].filter(Boolean).join(' · ')}
        </Typography>
        {pages !== null && pages > 1 && opened?.state === 'open' ? (
          <Flex gap={1} alignItems="center">
            <IconButton size="XS" variant="ghost" label={text('viewer.pageBefore')} disabled={page === 1} onClick={() => setPage(page - 1)}><ChevronLeft /></IconButton>
            <Typography variant="pi">{text('viewer.page', { page, pages })}</Typography>
            <IconButton size="XS" variant="ghost" label={text('viewer.pageAfter')} disabled={page === pages} onClick={() => setPage(page + 1)}><ChevronRight /></IconButton>
          </Flex>
        ) : null}
      </Flex>
    </Box>
  );
}

/** Whoever does not review the case says what they look for: it is recorded. */
function AskPurpose({ onPurpose }: { onPurpose(purpose: Purpose): void }) {
  const text = useText();
  const [chosen, setChosen] = useState<Purpose>('quality_check');
  return (
    <Empty>
      <Typography textColor="neutral800" textAlign="center">{text('viewer.why')}</Typography>
      <SingleSelect size="S" aria-label={text('viewer.purpose')} value={chosen} onChange={(value) => setChosen(String(value) as Purpose)}>
        {PURPOSES.map((purpose) => <SingleSelectOption key={purpose} value={purpose}>{text(`purpose.${purpose}`)}</SingleSelectOption>)}
      </SingleSelect>
      <Button size="S" onClick={() => onPurpose(chosen)}>{text('viewer.open')}</Button>
    </Empty>
  );
}
