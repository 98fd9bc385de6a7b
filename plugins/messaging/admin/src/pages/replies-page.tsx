import { Flex } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { RepliesCard } from '../canned/replies-card';
import { InboxLink } from '../layout/page-links';
import { MacrosCard } from '../macros/macros-card';
import { useText } from '../text';

/** What staff have ready for what they do often. */
export function RepliesPage() {
  const text = useText();
  return (
    <Page.Main>
      <Page.Title>{text('replies.title')}</Page.Title>
      <Layouts.Header title={text('replies.title')} subtitle={text('replies.subtitle')} primaryAction={<InboxLink />} />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={5}>
          <RepliesCard />
          <MacrosCard />
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
}
