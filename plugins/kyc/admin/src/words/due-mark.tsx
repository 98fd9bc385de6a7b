import { Flex, Typography } from '@strapi/design-system';
import { Clock, WarningCircle } from '@strapi/icons';
import { useCautionColour } from '../../../../kernel/admin/src/components/readable';
import { dueIn } from '../../../../kernel/admin/src/format/due';
import { useNow } from '../../../../kernel/admin/src/format/use-now';
import { useText } from '../text';

/** A review takes its time: whoever has less than this should begin. */
const SOON_MS = 4 * 3_600_000;
const EVERY_MS = 20_000;
const pictures = { calm: 'success700', soon: 'warning700', late: 'danger700' } as const;

/** How soon an application is due: in a colour, a picture and words. */
export function DueMark({ dueAt }: { dueAt: string }) {
  const text = useText();
  const { urgency, span } = dueIn(dueAt, false, useNow(EVERY_MS), SOON_MS);
  const colour = { calm: 'success700', soon: useCautionColour(), late: 'danger700' }[urgency];
  const Icon = urgency === 'late' ? WarningCircle : Clock;
  return (
    <Flex gap={1} alignItems="center" title={dueAt} tag="span" inline>
      <Icon width={12} height={12} fill={pictures[urgency]} aria-hidden />
      <Typography variant="pi" fontWeight="semiBold" textColor={colour} style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
        {text(`due.${urgency}`, { span })}
      </Typography>
    </Flex>
  );
}
