import { LinkButton } from '@strapi/design-system';
import { ChartBubble, Clock, Headphones, Lightning } from '@strapi/icons';
import { NavLink } from 'react-router-dom';
import { useText } from '../text';

export function InboxLink() {
  const text = useText();
  return <LinkButton tag={NavLink} to="/plugins/messaging" size="S" variant="secondary" startIcon={<Headphones />}>{text('title')}</LinkButton>;
}

export function ReportLink() {
  const text = useText();
  return <LinkButton tag={NavLink} to="/plugins/messaging/reports" size="S" variant="tertiary" startIcon={<ChartBubble />}>{text('report.link')}</LinkButton>;
}

export function RepliesLink() {
  const text = useText();
  return <LinkButton tag={NavLink} to="/plugins/messaging/replies" size="S" variant="tertiary" startIcon={<Lightning />}>{text('replies.link')}</LinkButton>;
}

export function RulesLink() {
  const text = useText();
  return <LinkButton tag={NavLink} to="/plugins/messaging/rules" size="S" variant="tertiary" startIcon={<Clock />}>{text('rules.link')}</LinkButton>;
}
