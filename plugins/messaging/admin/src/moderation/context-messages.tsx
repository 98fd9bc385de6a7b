import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { styled } from 'styled-components';
import { Badge } from '../../../../kernel/admin/src/components/badge';
import { Moment } from '../../../../kernel/admin/src/components/moment';
import { useText } from '../text';
import { PersonLink, type Names } from './names';
import { RemoveDialog } from './remove-dialog';
import type { ContextMessage, ReportFile } from './types';

const Line = styled.li<{ $isReported: boolean }>`
  padding: 10px 12px;
  border-radius: 4px;
  border: 1px solid ${({ theme, $isReported }) => ($isReported ? theme.colors.warning500 : theme.colors.neutral150)};
  background: ${({ theme, $isReported }) => ($isReported ? theme.colors.warning100 : theme.colors.neutral0)};
`;

/** The message among those around it, as they are now. */
export function ContextMessages({ report, names, onRemoved }: { report: ReportFile; names: Names; onRemoved(): void }) {
  const text = useText();
  const [removing, setRemoving] = useState<ContextMessage>();
  return (
    <>
      <Flex tag="ol" direction="column" alignItems="stretch" gap={2}>
        {report.context.map((message) => {
          const isReported = message.messageId === report.messageId;
          return (
            <Line key={message.messageId} $isReported={isReported}>
              <Flex justifyContent="space-between" alignItems="flex-start" gap={3}>
                <Box minWidth={0}>
                  <Flex gap={2} alignItems="center" wrap="wrap" paddingBottom={1}>
                    <PersonLink id={message.senderId} names={names} />
                    <Typography variant="pi" textColor="neutral600"><Moment at={message.sentAt} inline /></Typography>
                    {isReported ? <Badge variant="warning" size="S">{text('case.reported')}</Badge> : null}
                  </Flex>
                  {message.text === null ? (
                    <Typography textColor="neutral600" tag="p" style={{ fontStyle: 'italic' }}>{text('case.gone')}</Typography>
                  ) : (
                    <Typography textColor="neutral800" tag="p" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{message.text}</Typography>
                  )}
                </Box>
                {/* What becomes of the reported one is decided with the report, as long as that is open. */}
                {message.text === null || (isReported && report.outcome === null) ? null : (
                  <Button size="S" variant="tertiary" style={{ flexShrink: 0 }} aria-label={text('remove.openOne', { name: names.personOf(message.senderId) })} onClick={() => setRemoving(message)}>{text('remove.open')}</Button>
                )}
              </Flex>
            </Line>
          );
        })}
      </Flex>
      {removing === undefined ? null : <RemoveDialog messageId={removing.messageId} onClose={() => setRemoving(undefined)} onRemoved={onRemoved} />}
    </>
  );
}
