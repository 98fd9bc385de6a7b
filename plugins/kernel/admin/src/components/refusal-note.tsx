import { Box, Typography } from '@strapi/design-system';
import type { Refusal } from '../api/refusal';

/** Why something was not done, where it was asked for. */
export function RefusalNote({ refusal }: { refusal: Refusal | undefined }) {
  if (!refusal) return null;
  const sentences = refusal.issues.length > 0 ? [...new Set(refusal.issues.map(({ message }) => message))] : [refusal.sentence];
  return (
    <Box role="alert" background="danger100" borderColor="danger200" hasRadius padding={3}>
      {sentences.map((sentence) => <Typography key={sentence} tag="p" textColor="danger700" style={{ overflowWrap: 'anywhere' }}>{sentence}</Typography>)}
    </Box>
  );
}
