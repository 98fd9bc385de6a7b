import type { ReactNode } from 'react';
import { TabbedPage } from '../../../../kernel/admin/src/components/tabbed-page';
import { useText } from '../text';
import { queuePath } from './paths';

export type OverviewTab = 'queue';

/** The pages that are no case, under one heading. */
export function Overview({ tab, children }: { tab: OverviewTab; children: ReactNode }) {
  const text = useText();
  const tabs = [{ name: 'queue', title: text('tab.queue'), path: queuePath }];
  return <TabbedPage title={text('title')} subtitle={text('subtitle')} tabs={tabs} current={tab}>{children}</TabbedPage>;
}
