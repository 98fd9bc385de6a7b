import { Box, Typography } from '@strapi/design-system';
import type { CaseFile } from '../api/types';
import type { ClaimState } from '../live/claim-state';
import { useText } from '../text';

interface Props {
  file: CaseFile;
  claim: ClaimState;
  isDecidedByYou: boolean;
}

/** What a reviewer must know before anything else: a lost case, a second review, and whose turn it is. */
export function Notices({ file, claim, isDecidedByYou }: Props) {
  const text = useText();
  const words = (() => {
    if (file.state === 'second_review' && isDecidedByYou) return ['notice.decidedFirst', 'alternative'] as const;
    if (claim.is === 'lost') return [claim.why === 'taken' ? 'notice.taken' : 'notice.timeUp', 'danger'] as const;
    if (file.state === 'second_review') return ['notice.second', 'alternative'] as const;
    if (file.state === 'in_review' && file.needsSecondReview) return ['notice.firstOfTwo', 'alternative'] as const;
    return undefined;
  })();
  // There from the start, so that what appears in it is read out.
  return (
    <div role="status">
      {words ? (
        <Box background={`${words[1]}100`} padding={3} paddingLeft={4} paddingRight={4}>
          <Typography textColor="neutral800">{text(words[0])}</Typography>
        </Box>
      ) : null}
    </div>
  );
}
