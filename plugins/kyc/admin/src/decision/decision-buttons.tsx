import { Button, Flex, Typography } from '@strapi/design-system';
import type { CaseDocument, CaseFile, Outcome } from '../api/types';
import { DecisionBar } from '../layout/shell';
import { useText } from '../text';

interface Props {
  file: CaseFile;
  documents: readonly CaseDocument[];
  canDecide: boolean;
  onDecide(outcome: Outcome): void;
}

const variants = { reject: 'danger-light', resubmit: 'secondary', approve: 'success' } as const satisfies Record<Outcome, string>;

/** The three ways on, and how far the documents are judged. */
export function DecisionButtons({ file, documents, canDecide, onDecide }: Props) {
  const text = useText();
  const count = (state: CaseDocument['state']) => documents.filter((document) => document.state === state).length;
  return (
    <DecisionBar aria-label={text('decide.label')}>
      <Typography variant="pi" textColor="neutral700" role="status">
        {text('decide.judged', { accepted: count('accepted'), refused: count('refused'), pending: count('pending') })}
        {canDecide ? '' : ` ${text('decide.takeFirst')}`}
      </Typography>
      <Flex gap={2} wrap="wrap">
        {(['reject', 'resubmit', 'approve'] as const).map((outcome) => (
          <Button key={outcome} variant={variants[outcome]} disabled={!canDecide} onClick={() => onDecide(outcome)}>
            {text(outcome === 'approve' && file.state === 'second_review' ? 'decide.button.confirm' : `decide.button.${outcome}`)}
          </Button>
        ))}
      </Flex>
    </DecisionBar>
  );
}
