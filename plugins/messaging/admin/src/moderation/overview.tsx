import type { ReactNode } from 'react';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { countOf, TabbedPage } from '../../../../kernel/admin/src/components/tabbed-page';
import { useText } from '../text';
import { moderationPath, sanctionsPath } from './paths';
import type { ConcernedPage, Report } from './types';

const MOST_COUNTED = 20;
const POLL_MS = 30_000;

/** What the two lists share: heading, tabs, and how much waits for a decision. */
export function Overview({ tab, children }: { tab: 'reports' | 'sanctions'; children: ReactNode }) {
  const text = useText();
  const { data: open } = useResource<ConcernedPage<Report>>('/messaging/reports', { limit: MOST_COUNTED }, POLL_MS);
  const count = countOf(open);
  const tabs = [
    { name: 'reports', title: text('moderation.reports'), path: moderationPath, waiting: count && text('moderation.open', { count }) },
    { name: 'sanctions', title: text('moderation.sanctions'), path: sanctionsPath },
  ];
  return <TabbedPage title={text('moderation.title')} subtitle={text('moderation.subtitle')} tabs={tabs} current={tab}>{children}</TabbedPage>;
}
