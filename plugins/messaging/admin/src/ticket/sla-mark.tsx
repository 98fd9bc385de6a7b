import { Flex, Typography } from '@strapi/design-system';
import { Clock, WarningCircle } from '@strapi/icons';
import { useCautionColour } from '../../../../kernel/admin/src/components/readable';
import type { StaffTicket } from '../api/types';
import { dueIn } from '../../../../kernel/admin/src/format/due';
import { useNow } from '../../../../kernel/admin/src/format/use-now';
import { useText } from '../text';

const pictures = { calm: 'success700', soon: 'warning700', late: 'danger700' } as const;

/** What is due next and how soon: in a colour, a picture and words. */
export function SlaMark({ sla, isLong = false }: { sla: NonNullable<StaffTicket['sla']>; isLong?: boolean }) {
  const text = useText();
  const now = useNow();
  const { urgency, span } = dueIn(sla.dueAt, sla.isBreached, now);
  const colour = { calm: 'success700', soon: useCautionColour(), late: 'danger700' }[urgency];
  const Icon = urgency === 'late' ? WarningCircle : Clock;
  const words = text(urgency === 'late' ? 'sla.late' : 'sla.due', { span });
  return (
    <Flex gap={1} alignItems="center" title={text(`clock.${sla.clock}`)}>
      <Icon width={12} height={12} fill={pictures[urgency]} aria-hidden />
      <Typography variant="pi" fontWeight="semiBold" textColor={colour} style={{ fontVariantNumeric: 'tabular-nums' }}>
        {isLong ? `${text(`clock.${sla.clock}`)}: ` : ''}{words}
      </Typography>
    </Flex>
  );
}
