import { Flex, Tabs } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { Badge } from '../../../../kernel/admin/src/components/badge';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { useText } from '../text';
import { moderationPath, sanctionsPath } from './paths';
import type { ConcernedPage, Report } from './types';

const MOST_COUNTED = 20;
const POLL_MS = 30_000;

/** What the two lists share: heading, tabs, and how much waits for a decision. */
export function Overview({ tab, children }: { tab: 'reports' | 'sanctions'; children: ReactNode }) {
  const text = useText();
  const navigate = useNavigate();
  const { data: open } = useResource<ConcernedPage<Report>>('/messaging/reports', { limit: MOST_COUNTED }, POLL_MS);
  const count = open?.data.length ?? 0;
  return (
    <Page.Main>
      <Page.Title>{text('moderation.title')}</Page.Title>
      <Layouts.Header title={text('moderation.title')} subtitle={text('moderation.subtitle')} />
      <Layouts.Content>
        <Tabs.Root variant="simple" value={tab} onValueChange={(wanted) => navigate(wanted === 'reports' ? moderationPath : sanctionsPath)}>
          <Tabs.List aria-label={text('moderation.title')}>
            <Tabs.Trigger value="reports">
              <Flex gap={2} tag="span">
                {text('moderation.reports')}
                {count > 0 ? <Badge variant="warning" size="S">{text('moderation.open', { count: open?.meta.nextCursor == null ? count : `${count}+` })}</Badge> : null}
              </Flex>
            </Tabs.Trigger>
            <Tabs.Trigger value="sanctions">{text('moderation.sanctions')}</Tabs.Trigger>
          </Tabs.List>
          <Tabs.Content value={tab}>
            <Flex direction="column" alignItems="stretch" gap={5} paddingTop={5}>{children}</Flex>
          </Tabs.Content>
        </Tabs.Root>
      </Layouts.Content>
    </Page.Main>
  );
}
