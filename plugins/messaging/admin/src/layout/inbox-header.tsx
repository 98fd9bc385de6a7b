import { Flex, IconButton, Typography } from '@strapi/design-system';
import { Question } from '@strapi/icons';
import { styled } from 'styled-components';
import { useCautionColour } from '../../../../kernel/admin/src/components/readable';
import { useLive } from '../live/live';
import { useAllowed } from '../permissions';
import { useText } from '../text';
import { RepliesLink, ReportLink, RulesLink } from './page-links';

const Bar = styled(Flex)`
  padding: 8px 16px;
  background: ${({ theme }) => theme.colors.neutral0};
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

const Dot = styled.span<{ $isOn: boolean }>`
  width: 8px;
  height: 8px;
  border-radius: 50%;
  background: ${({ theme, $isOn }) => ($isOn ? theme.colors.success500 : theme.colors.warning500)};
`;

/** Says where one is, and whether what one sees is live. */
export function InboxHeader({ onHelp }: { onHelp(): void }) {
  const text = useText();
  const { isConnected } = useLive();
  const { canAnswer, canReport } = useAllowed();
  const caution = useCautionColour();
  return (
    <Bar justifyContent="space-between" alignItems="center" gap={4} tag="header">
      <Flex gap={4} alignItems="baseline">
        <Typography variant="delta" tag="h1">{text('title')}</Typography>
        <Flex gap={2} alignItems="center" role="status">
          <Dot $isOn={isConnected} aria-hidden />
          <Typography variant="pi" textColor={isConnected ? 'neutral600' : caution}>{text(isConnected ? 'live.on' : 'live.off')}</Typography>
        </Flex>
      </Flex>
      <Flex gap={2}>
        {canAnswer ? <RepliesLink /> : null}
        {canReport ? <ReportLink /> : null}
        <RulesLink />
        <IconButton variant="ghost" label={text('keys.open')} onClick={onHelp}><Question /></IconButton>
      </Flex>
    </Bar>
  );
}
