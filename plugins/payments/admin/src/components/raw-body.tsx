import { Box, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { useText } from '../text';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';

const Body = styled.pre`
  max-height: 360px;
  overflow: auto;
  padding: 12px;
  border-radius: 4px;
  background: ${({ theme }) => theme.colors.neutral100};
  color: ${({ theme }) => theme.colors.neutral800};
  font: 12px/1.5 ui-monospace, SFMono-Regular, Menlo, monospace;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
`;

/** Asks for the body as soon as it is shown: whoever renders this has said that the reading is recorded. */
export function RawBody({ id, type }: { id: string; type: string }) {
  const text = useText();
  const body = useResource<{ data: { body: string } }>(`/payments/webhooks/${id}/body`);
  return (
    <Box paddingTop={2}>
      <Waiting on={body}>
        {({ data }) => (
          <>
            <Typography variant="pi" textColor="neutral600" tag="p" paddingBottom={2}>{text('webhooks.recorded')}</Typography>
            <Body tabIndex={0} aria-label={text('webhooks.body', { type })}>{pretty(data.body)}</Body>
          </>
        )}
      </Waiting>
    </Box>
  );
}

/** Indented where it is JSON; an authentic body need not be. */
function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch (error) {
    if (error instanceof SyntaxError) return body;
    throw error;
  }
}
