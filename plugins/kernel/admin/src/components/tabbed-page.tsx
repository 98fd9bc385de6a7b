import { Flex, Tabs } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { Badge } from './badge';

interface Tab {
  name: string;
  title: string;
  path: string;
  /** How much waits there, in words; nothing where nothing does. */
  waiting?: string | undefined;
}

interface Props {
  title: string;
  subtitle: string;
  tabs: readonly Tab[];
  /** The name of the one that is shown. */
  current: string;
  children: ReactNode;
}

/** Several lists under one heading, each at an address of its own. */
export function TabbedPage({ title, subtitle, tabs, current, children }: Props) {
  const navigate = useNavigate();
  const open = (wanted: string) => {
    const tab = tabs.find(({ name }) => name === wanted);
    if (tab) navigate(tab.path);
  };
  return (
    <Page.Main>
      <Page.Title>{title}</Page.Title>
      <Layouts.Header title={title} subtitle={subtitle} />
      <Layouts.Content>
        <Tabs.Root variant="simple" value={current} onValueChange={open}>
          <Tabs.List aria-label={title}>
            {tabs.map(({ name, title: heading, waiting }) => (
              <Tabs.Trigger key={name} value={name}>
                {waiting === undefined ? heading : <Flex gap={2} tag="span">{heading}<Badge variant="warning" size="S">{waiting}</Badge></Flex>}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <Tabs.Content value={current}>
            <Flex direction="column" alignItems="stretch" gap={5} paddingTop={5}>{children}</Flex>
          </Tabs.Content>
        </Tabs.Root>
      </Layouts.Content>
    </Page.Main>
  );
}

/** How many there are, as far as they were counted: a page of them, and perhaps more. */
export function countOf(page: { data: readonly unknown[]; meta: { nextCursor: string | null } } | undefined): string | undefined {
  if (!page || page.data.length === 0) return undefined;
  return page.meta.nextCursor === null ? String(page.data.length) : `${page.data.length}+`;
}
