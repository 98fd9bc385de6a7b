import { Box, Typography } from '@strapi/design-system';
import { useLive } from '../live/live';
import { useText } from '../text';

/** Nothing comes over a connection whose sign-in has ended, and none is made again. */
export function SignedOut() {
  const text = useText();
  const { ended } = useLive();
  if (ended === undefined) return null;
  return (
    <Box role="alert" background="danger100" padding={3}>
      <Typography textColor="danger700">{text('live.ended')}</Typography>
    </Box>
  );
}
