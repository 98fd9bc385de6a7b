import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useText } from '../text';
import type { ReportFile } from './types';

const Words = styled.blockquote`
  padding: 12px 16px;
  border-left: 4px solid ${({ theme }) => theme.colors.warning500};
  border-radius: 4px;
  background: ${({ theme }) => theme.colors.warning100};
  color: ${({ theme }) => theme.colors.neutral800};
  font-size: 1.4rem;
  line-height: 1.5;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
`;

/** What the message said when it was reported, whatever became of it since. */
export function Evidence({ report: { evidence } }: { report: ReportFile }) {
  const text = useText();
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      {evidence === null ? <Typography textColor="neutral600">{text('case.forgotten')}</Typography> : <Words>{evidence.text}</Words>}
      {evidence !== null && evidence.version > 1 ? <Typography variant="pi" textColor="neutral600">{text('case.version', { count: evidence.version - 1 })}</Typography> : null}
      <Box><Typography variant="pi" textColor="neutral600">{text('case.reading')}</Typography></Box>
    </Flex>
  );
}
