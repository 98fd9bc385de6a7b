import { Flex, Typography } from '@strapi/design-system';
import { useEffect, useRef } from 'react';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import { relativeTime } from '../../../../kernel/admin/src/format/time';
import type { StaffTicket } from '../api/types';
import { useNameOf } from '../live/staff';
import { useNow } from '../../../../kernel/admin/src/format/use-now';
import { useText } from '../text';
import { PriorityMark } from '../ticket/priority-mark';
import { SlaMark } from '../ticket/sla-mark';
import { StateBadge } from '../ticket/state-badge';

const Item = styled.button`
  display: block;
  width: 100%;
  padding: 10px 12px 10px 22px;
  text-align: left;
  border: 0;
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  border-left: 3px solid transparent;
  background: ${({ theme }) => theme.colors.neutral0};
  color: inherit;
  cursor: pointer;
  position: relative;
  &:hover {
    background: ${({ theme }) => theme.colors.neutral100};
  }
  &[aria-current='true'] {
    background: ${({ theme }) => theme.colors.primary100};
    border-left-color: ${({ theme }) => theme.colors.primary600};
  }
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: -2px;
  }
`;

const Unread = styled.span`
  position: absolute;
  left: 7px;
  top: 16px;
  width: 8px;
  height: 8px;
  border-radius: 50%;
  background: ${({ theme }) => theme.colors.primary600};
`;

const Line = styled(Typography)`
  display: block;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
`;

interface Props {
  ticket: StaffTicket;
  isOpen: boolean;
  isUnread: boolean;
  onOpen(): void;
}

/** A ticket in a few lines. */
export function QueueItem({ ticket, isOpen, isUnread, onOpen }: Props) {
  const text = useText();
  const { locale } = useIntl();
  const nameOf = useNameOf();
  const now = useNow(20_000);
  const item = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    item.current?.scrollIntoView({ block: 'nearest' });
    // Who goes through the list by the arrow keys goes on from here.
    if (item.current?.closest('ul')?.contains(document.activeElement)) item.current.focus();
  }, [isOpen]);
  const { number, subject, requester, assignee, state, priority, updatedAt, sla } = ticket;
  return (
    <Item ref={item} type="button" aria-current={isOpen} onClick={onOpen}>
      {isUnread && !isOpen ? <Unread role="img" aria-label={text('queue.unread')} /> : null}
      <Flex justifyContent="space-between" alignItems="baseline" gap={2}>
        <Line variant="pi" textColor="neutral600">#{number} · {requester.name ?? text('person.customer')}</Line>
        <Typography variant="pi" textColor="neutral600" style={{ flex: 'none' }}>{relativeTime(updatedAt, locale, Math.max(now, Date.parse(updatedAt))) ?? updatedAt.slice(0, 10)}</Typography>
      </Flex>
      <Line variant="omega" fontWeight={isUnread && !isOpen ? 'bold' : 'semiBold'} textColor="neutral800">{subject}</Line>
      <Flex gap={2} alignItems="center" paddingTop={1} wrap="wrap">
        <StateBadge state={state} />
        <PriorityMark priority={priority} />
        {sla === null ? null : <SlaMark sla={sla} />}
        <Typography variant="pi" textColor="neutral600" style={{ marginLeft: 'auto' }}>{assignee === null ? text('queue.nobody') : nameOf(assignee.id, assignee)}</Typography>
      </Flex>
    </Item>
  );
}
