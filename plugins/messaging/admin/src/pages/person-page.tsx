import { Flex, Grid, Typography } from '@strapi/design-system';
import { BackButton, Layouts, Page } from '@strapi/strapi/admin';
import { useParams } from 'react-router-dom';
import { useResource, type Resource } from '../../../../kernel/admin/src/api/use-resource';
import { Card } from '../../../../kernel/admin/src/components/card';
import { Pager, usePages } from '../../../../kernel/admin/src/components/pager';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import { useNames } from '../moderation/names';
import { sanctionsPath } from '../moderation/paths';
import { ReportsTable } from '../moderation/reports-table';
import { SanctionForm } from '../moderation/sanction-form';
import { SanctionsTable } from '../moderation/sanctions-table';
import type { ConcernedPage, Report, Sanction } from '../moderation/types';
import { useText, type TextKey } from '../text';

/** All that was reported and decided about one person. */
export function PersonPage() {
  const text = useText();
  const { id = '' } = useParams();
  const sanctionPages = usePages(id);
  const sanctions = useResource<ConcernedPage<Sanction>>('/messaging/sanctions', { userId: id, state: 'all', cursor: sanctionPages.cursor });
  const useReports = (state: 'open' | 'settled') => {
    const pages = usePages(`${id} ${state}`);
    return { pages, reports: useResource<ConcernedPage<Report>>('/messaging/reports', { authorId: id, state, cursor: pages.cursor }) };
  };
  const open = useReports('open');
  const settled = useReports('settled');
  const metas = [sanctions, open.reports, settled.reports].flatMap(({ data }) => data?.meta ?? []);
  const rooms = new Map(metas.flatMap((meta) => meta.rooms).map((room) => [room.id, room]));
  const names = useNames({ people: metas.flatMap((meta) => meta.people), rooms: [...rooms.values()] });
  const isKnown = metas.some(({ people }) => people.some((person) => person.id === id));
  // Whoever was never reported nor sanctioned is known by their id alone.
  const title = isKnown ? names.personOf(id) : metas.length < 3 ? text('person.title') : id;
  return (
    <Page.Main>
      <Page.Title>{title}</Page.Title>
      <Layouts.Header navigationAction={<BackButton fallback={sanctionsPath} />} title={title} subtitle={isKnown ? id : undefined} />
      <Layouts.Content>
        <Grid.Root gap={5}>
          <Grid.Item col={9} s={12} xs={12} alignItems="flex-start">
            <Flex direction="column" alignItems="stretch" gap={5} width="100%">
              <Card title={text('person.history')}>
                <Waiting on={sanctions}>
                  {(found) => (
                    <>
                      {found.data.length === 0 ? <Typography textColor="neutral600">{text('sanction.noneEver')}</Typography> : <SanctionsTable ofOne sanctions={found} onLifted={sanctions.refresh} />}
                      <Pager pages={sanctionPages} nextCursor={found.meta.nextCursor} />
                    </>
                  )}
                </Waiting>
              </Card>
              <Reports title="person.reports" {...open} />
              <Reports title="person.settled" {...settled} />
            </Flex>
          </Grid.Item>
          <Grid.Item col={3} s={12} xs={12} alignItems="flex-start">
            <Card title={text('person.sanction')}><SanctionForm key={id} userId={id} rooms={[...rooms.values()]} roomName={names.roomName} onImposed={sanctions.refresh} /></Card>
          </Grid.Item>
        </Grid.Root>
      </Layouts.Content>
    </Page.Main>
  );
}

function Reports({ title, pages, reports }: { title: TextKey; pages: ReturnType<typeof usePages>; reports: Resource<ConcernedPage<Report>> }) {
  const text = useText();
  return (
    <Card title={text(title)}>
      <Waiting on={reports}>
        {(found) => (
          <>
            {found.data.length === 0 ? <Typography textColor="neutral600">{text('person.noReports')}</Typography> : <ReportsTable ofOne reports={found} label={text(title)} />}
            <Pager pages={pages} nextCursor={found.meta.nextCursor} />
          </>
        )}
      </Waiting>
    </Card>
  );
}
