import { Box, Flex, Typography } from '@strapi/design-system';
import { useText } from '../text';

/** What is refused most often for, each with a bar as long as its share of the first. */
export function ReasonsList({ reasons }: { reasons: readonly { code: string; count: number }[] }) {
  const text = useText();
  const most = reasons[0]?.count ?? 1;
  if (reasons.length === 0) return <Typography textColor="neutral600">{text('statistics.noReasons')}</Typography>;
  return (
    <Flex tag="ol" direction="column" alignItems="stretch" gap={3}>
      {reasons.map(({ code, count }) => (
        <Box tag="li" key={code}>
          <Flex justifyContent="space-between" gap={4}>
            <Typography textColor="neutral800">{code.replaceAll('_', ' ')}</Typography>
            <Typography textColor="neutral800" fontWeight="bold">{count}</Typography>
          </Flex>
          <Box background="neutral150" hasRadius height="6px" marginTop={1} aria-hidden>
            <Box background="primary500" hasRadius height="6px" width={`${(100 * count) / most}%`} />
          </Box>
        </Box>
      ))}
    </Flex>
  );
}
