import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { useCautionColour } from '../../../../kernel/admin/src/components/readable';
import { useText } from '../text';
import type { TicketEvent } from './timeline';
import { useHappeningText } from './use-happening-text';

const isLate = ({ type }: TicketEvent) => type === 'ticket.sla_breached';
const isWarning = ({ type }: TicketEvent) => type === 'ticket.sla_warned' || type === 'ticket.escalated';

/** What became of the ticket, in a line between the messages. */
export function HappeningLine({ event, at }: { event: TicketEvent; at: string }) {
  const { locale } = useIntl();
  const text = useText();
  const caution = useCautionColour();
  const describe = useHappeningText();
  const words = describe(event);
  if (words === undefined) return null;
  const colour = isLate(event) ? 'danger700' : isWarning(event) ? caution : 'neutral600';
  return (
    <Flex justifyContent="center" paddingTop={2} aria-label={text('happening.label')}>
      <Typography variant="pi" textColor={colour} textAlign="center">
        {words} · <time dateTime={at} title={at}>{new Date(at).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' })}</time>
      </Typography>
    </Flex>
  );
}
