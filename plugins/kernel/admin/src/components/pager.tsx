import { Button, Flex, Typography } from '@strapi/design-system';
import { ArrowLeft, ArrowRight } from '@strapi/icons';
import { useState } from 'react';
import { useText } from '../text';

/** The cursors of the pages that were turned, for going back. They belong to one question; another begins anew. */
export function usePages(question: string) {
  const [turned, setTurned] = useState<{ question: string; cursors: string[] }>({ question, cursors: [] });
  const cursors = turned.question === question ? turned.cursors : [];
  return {
    cursor: cursors.at(-1),
    page: cursors.length + 1,
    older: (next: string) => setTurned({ question, cursors: [...cursors, next] }),
    newer: () => setTurned({ question, cursors: cursors.slice(0, -1) }),
  };
}

export function Pager({ pages, nextCursor }: { pages: ReturnType<typeof usePages>; nextCursor: string | null }) {
  const text = useText();
  if (pages.page === 1 && nextCursor === null) return null;
  return (
    <Flex tag="nav" justifyContent="flex-end" alignItems="center" gap={3} paddingTop={4} aria-label={text('pager.page', { page: pages.page })}>
      <Typography variant="pi" textColor="neutral600">{text('pager.page', { page: pages.page })}</Typography>
      <Button variant="tertiary" size="S" startIcon={<ArrowLeft />} disabled={pages.page === 1} onClick={pages.newer}>{text('pager.newer')}</Button>
      <Button variant="tertiary" size="S" endIcon={<ArrowRight />} disabled={nextCursor === null} onClick={() => nextCursor !== null && pages.older(nextCursor)}>{text('pager.older')}</Button>
    </Flex>
  );
}
