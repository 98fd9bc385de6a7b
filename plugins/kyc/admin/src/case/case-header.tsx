import { Button, Flex, IconButton, Typography } from '@strapi/design-system';
import { ArrowLeft, Question } from '@strapi/icons';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router-dom';
import type { CaseFile } from '../api/types';
import { Bar } from '../layout/shell';
import { queuePath } from '../layout/paths';
import { ClaimBar } from '../live/claim-bar';
import type { HeldCase } from '../live/use-claim';
import { useText } from '../text';
import { RiskBadge, StateBadge } from '../words/badges';
import { DueMark } from '../words/due-mark';
import { shortId } from '../words/short-id';

interface Props {
  file: CaseFile;
  held: HeldCase;
  mayTake: boolean;
  canReview: boolean;
  isReviewable: boolean;
  search: string;
  onNext(): void;
  onHelp(): void;
}

/** Where one is, how urgent it is, and who holds it. */
export function CaseHeader({ file, held, mayTake, canReview, isReviewable, search, onNext, onHelp }: Props) {
  const text = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  // Who comes by the keyboard begins here, and is told which case it is.
  useEffect(() => heading.current?.focus(), []);
  return (
    <Bar>
      <Flex gap={3} alignItems="center" wrap="wrap">
        <IconButton tag={Link} to={{ pathname: queuePath, search }} variant="ghost" label={text('case.back')}><ArrowLeft /></IconButton>
        <Typography ref={heading} variant="delta" tag="h1" tabIndex={-1} style={{ outline: 'none' }}>{text('case.title', { id: shortId(file.id) })}</Typography>
        <StateBadge state={file.state} />
        {file.risk === 'high' ? <RiskBadge risk={file.risk} /> : null}
        {isReviewable && file.dueAt !== null ? <DueMark dueAt={file.dueAt} /> : null}
      </Flex>
      <Flex gap={3} alignItems="center" wrap="wrap">
        {isReviewable ? <ClaimBar held={held} mayTake={mayTake} /> : null}
        {canReview ? <Button size="S" variant={isReviewable ? 'tertiary' : 'default'} onClick={onNext}>{text('case.next')}</Button> : null}
        <IconButton variant="ghost" label={text('keys.open')} onClick={onHelp}><Question /></IconButton>
      </Flex>
    </Bar>
  );
}
