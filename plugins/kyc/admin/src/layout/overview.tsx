import type { ReactNode } from 'react';
import { TabbedPage } from '../../../../kernel/admin/src/components/tabbed-page';
import { useAllowed } from '../permissions';
import { useText } from '../text';
import { queuePath, screeningPath, statisticsPath } from './paths';

export type OverviewTab = 'queue' | 'screening' | 'statistics';

/** The pages that are no case, under one heading. */
export function Overview({ tab, children }: { tab: OverviewTab; children: ReactNode }) {
  const text = useText();
  const { canReadScreening, canReadStatistics } = useAllowed();
  const tabs = [
    { name: 'queue', title: text('tab.queue'), path: queuePath },
    ...(canReadScreening ? [{ name: 'screening', title: text('tab.screening'), path: screeningPath }] : []),
    ...(canReadStatistics ? [{ name: 'statistics', title: text('tab.statistics'), path: statisticsPath }] : []),
  ];
  return <TabbedPage title={text('title')} subtitle={text('subtitle')} tabs={tabs} current={tab}>{children}</TabbedPage>;
}
