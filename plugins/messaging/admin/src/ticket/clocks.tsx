import { Flex, Typography } from '@strapi/design-system';
import { useEffect } from 'react';
import { useIntl } from 'react-intl';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { useCautionColour } from '../../../../kernel/admin/src/components/readable';
import { absoluteTime } from '../../../../kernel/admin/src/format/time';
import type { Clock, StaffTicket } from '../api/types';
import { dueIn } from '../../../../kernel/admin/src/format/due';
import { useNow } from '../../../../kernel/admin/src/format/use-now';
import { useText } from '../text';
import { Section } from './section';

/** What was promised about a ticket, and how it stands. */
export function Clocks({ ticket }: { ticket: StaffTicket }) {
  const text = useText();
  const clocks = useResource<{ data: Clock[] }>(`/messaging/tickets/${ticket.id}/clocks`);
  const { refresh } = clocks;
  useEffect(refresh, [refresh, ticket.updatedAt]);
  const promised = clocks.data?.data.filter(({ targetSeconds, state }) => targetSeconds !== null && state !== 'cancelled') ?? [];
  if (promised.length === 0) return null;
  return (
    <Section title={text('sidebar.clocks')}>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={1}>
        {promised.map((clock, place) => <ClockLine key={place} clock={clock} />)}
      </Flex>
    </Section>
  );
}

function ClockLine({ clock }: { clock: Clock }) {
  const text = useText();
  const { locale } = useIntl();
  const now = useNow();
  const colours = { calm: 'success700', soon: useCautionColour(), late: 'danger700' };
  const isLate = clock.breachedAt !== null;
  const due = clock.state === 'running' && clock.dueAt !== null ? dueIn(clock.dueAt, isLate, now) : undefined;
  const colour = due ? colours[due.urgency] : clock.state === 'breached' ? 'danger700' : clock.state === 'met' ? 'success700' : 'neutral700';
  const words = due ? text(due.urgency === 'late' ? 'sla.late' : 'sla.due', { span: due.span }) : text(`clockState.${clock.state}`);
  return (
    <Flex tag="li" justifyContent="space-between" gap={2} title={clock.dueAt === null ? undefined : absoluteTime(clock.dueAt, locale)}>
      <Typography variant="pi">{text(`clock.${clock.clock}`)}</Typography>
      <Typography variant="pi" fontWeight="semiBold" textColor={colour} textAlign="right" style={{ fontVariantNumeric: 'tabular-nums' }}>{words}</Typography>
    </Flex>
  );
}
