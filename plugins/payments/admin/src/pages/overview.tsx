import { Flex, Tabs } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { Badge } from '../../../../kernel/admin/src/components/badge';
import type { Discrepancy, Page as PageOf } from '../api/types';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { discrepanciesPath, paymentsPath } from '../components/paths';
import { useText } from '../text';

const MOST_COUNTED = 20;

/** What the two lists share: heading, tabs, and how much there is to decide. */
export function Overview({ tab, children }: { tab: 'payments' | 'discrepancies'; children: ReactNode }) {
  const text = useText();
  const navigate = useNavigate();
  const { data: open } = useResource<PageOf<Discrepancy>>('/payments/discrepancies', { state: 'open', limit: MOST_COUNTED }, 30_000);
  const count = open?.data.length ?? 0;
  return (
    <Page.Main>
      <Page.Title>{text('title')}</Page.Title>
      <Layouts.Header title={text('title')} subtitle={text('subtitle')} />
      <Layouts.Content>
        <Tabs.Root variant="simple" value={tab} onValueChange={(wanted) => navigate(wanted === 'payments' ? paymentsPath : discrepanciesPath)}>
          <Tabs.List aria-label={text('title')}>
            <Tabs.Trigger value="payments">{text('tab.payments')}</Tabs.Trigger>
            <Tabs.Trigger value="discrepancies">
              <Flex gap={2} tag="span">
                {text('tab.discrepancies')}
                {count > 0 ? <Badge variant="warning" size="S">{text('tab.open', { count: open?.meta.nextCursor == null ? count : `${count}+` })}</Badge> : null}
              </Flex>
            </Tabs.Trigger>
          </Tabs.List>
          <Tabs.Content value={tab}>
            <Flex direction="column" alignItems="stretch" gap={5} paddingTop={5}>{children}</Flex>
          </Tabs.Content>
        </Tabs.Root>
      </Layouts.Content>
    </Page.Main>
  );
}
