import { Flex, Typography } from '@strapi/design-system';
import { ArrowDown, ArrowUp, Lightning } from '@strapi/icons';
import type { TicketPriority } from '../api/types';
import { useText } from '../text';

const marks = { urgent: { colour: 'danger600', Icon: Lightning }, high: { colour: 'warning600', Icon: ArrowUp }, low: { colour: 'neutral500', Icon: ArrowDown } } as const;

/** Nothing where it is as usual. */
export function PriorityMark({ priority }: { priority: TicketPriority }) {
  const text = useText();
  if (priority === 'normal') return null;
  const { colour, Icon } = marks[priority];
  return (
    <Flex gap={1} alignItems="center">
      <Icon width={10} height={10} fill={colour} aria-hidden />
      <Typography variant="pi" fontWeight="semiBold" textColor={colour}>{text(`priority.${priority}`)}</Typography>
    </Flex>
  );
}
