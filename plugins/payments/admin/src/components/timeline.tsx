import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { Actor, TimelineEntry } from '../api/types';
import { useText } from '../text';
import { Moment } from '../../../../kernel/admin/src/components/moment';
import { useTimelineText } from './timeline-text';

type Colour = 'success500' | 'danger500' | 'warning500' | 'primary500' | 'neutral400';

const colourOfEvent: Record<string, Colour> = {
  'payment.succeeded': 'success500',
  'payment.held': 'warning500',
  'payment.failed': 'danger500',
  'payment.attempt_failed': 'danger500',
  'payment.attempt_lost': 'warning500',
  'payment.abandoned': 'warning500',
  'payment.discrepancy_found': 'warning500',
  'payment.discrepancy_resolved': 'success500',
};

const colourOf = ({ source, type }: TimelineEntry): Colour => {
  if (source === 'webhook') return 'neutral400';
  return source === 'act' ? 'primary500' : (colourOfEvent[type] ?? 'primary500');
};

const Dot = styled.span<{ $colour: Colour }>`
  flex: none;
  width: 12px;
  height: 12px;
  margin-top: 4px;
  border-radius: 50%;
  background: ${({ theme, $colour }) => theme.colors[$colour]};
  box-shadow: 0 0 0 3px ${({ theme }) => theme.colors.neutral0};
  z-index: 1;
`;

/** A line through all dots but the last. */
const Item = styled.li`
  position: relative;
  &:not(:last-child)::before {
    content: '';
    position: absolute;
    left: 5px;
    top: 12px;
    bottom: -22px;
    width: 2px;
    background: ${({ theme }) => theme.colors.neutral200};
  }
`;

export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const describe = useTimelineText();
  return (
    <Flex tag="ol" direction="column" alignItems="stretch" gap={4}>
      {entries.map((entry) => (
        <Item key={entry.id}>
          <Flex gap={3} alignItems="flex-start">
            <Dot $colour={colourOf(entry)} aria-hidden />
            <Box minWidth={0}>
              <Typography textColor="neutral800" tag="p">{describe(entry)}</Typography>
              <Typography variant="pi" textColor="neutral600" tag="p"><By actor={entry.actor} source={entry.source} /><Moment at={entry.at} inline /></Typography>
            </Box>
          </Flex>
        </Item>
      ))}
    </Flex>
  );
}

/** A webhook names its sender already. */
function By({ actor, source }: { actor: Actor; source: TimelineEntry['source'] }) {
  const text = useText();
  if (source === 'webhook') return null;
  return <>{text('timeline.by', { actor: actor.name ?? (actor.type === 'system' ? text('timeline.system') : actor.id) })} · </>;
}
