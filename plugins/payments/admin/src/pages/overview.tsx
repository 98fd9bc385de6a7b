import type { ReactNode } from 'react';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { countOf, TabbedPage } from '../../../../kernel/admin/src/components/tabbed-page';
import type { Discrepancy, Held, Page as PageOf } from '../api/types';
import { discrepanciesPath, heldPath, paymentsPath } from '../components/paths';
import { useText } from '../text';

const MOST_COUNTED = 20;
const POLL_MS = 30_000;

/** What the lists share: heading, tabs, and how much there is to decide. */
export function Overview({ tab, children }: { tab: 'payments' | 'discrepancies' | 'held'; children: ReactNode }) {
  const text = useText();
  const { data: open } = useResource<PageOf<Discrepancy>>('/payments/discrepancies', { state: 'open', limit: MOST_COUNTED }, POLL_MS);
  const { data: held } = useResource<PageOf<Held>>('/payments/held', { limit: MOST_COUNTED }, POLL_MS);
  const count = countOf(open);
  const tabs = [
    { name: 'payments', title: text('tab.payments'), path: paymentsPath },
    { name: 'discrepancies', title: text('tab.discrepancies'), path: discrepanciesPath, waiting: count && text('tab.open', { count }) },
    { name: 'held', title: text('tab.held'), path: heldPath, waiting: countOf(held) },
  ];
  return <TabbedPage title={text('title')} subtitle={text('subtitle')} tabs={tabs} current={tab}>{children}</TabbedPage>;
}
