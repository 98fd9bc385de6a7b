import { Box, Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { Card } from '../../../../kernel/admin/src/components/card';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import { addDays, dayOf } from '../../../../kernel/admin/src/format/time';
import { InboxLink } from '../layout/page-links';
import { FiguresTable } from '../reports/figures-table';
import { Summary } from '../reports/summary';
import type { Grouping, Report } from '../reports/types';
import { VolumeChart } from '../reports/volume-chart';
import { useText } from '../text';

const SPANS = [7, 30, 90, 365] as const;
const POLL_MS = 300_000;

/** What became of the tickets of some days, counted where the reader is. */
export function ReportPage() {
  const text = useText();
  const [days, setDays] = useState<number>(30);
  const to = addDays(dayOf(new Date()), 1);
  const range = { from: addDays(to, -days), to, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
  const useReport = (groupBy: Grouping) => useResource<Report>('/messaging/reports/tickets', { ...range, groupBy }, POLL_MS);
  const byDay = useReport('day');
  const byAgent = useReport('agent');
  const byCategory = useReport('category');
  const span = (
    <SingleSelect size="S" aria-label={text('report.span')} value={days} onChange={(value) => setDays(Number(value))}>
      {SPANS.map((count) => <SingleSelectOption key={count} value={count}>{text('report.days', { count })}</SingleSelectOption>)}
    </SingleSelect>
  );
  return (
    <Page.Main>
      <Page.Title>{text('report.title')}</Page.Title>
      <Layouts.Header title={text('report.title')} subtitle={text('report.subtitle')} primaryAction={<InboxLink />} />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={5}>
          <Card title={text('report.volume')} action={span}>
            <Waiting on={byDay}>
              {({ data, meta }) => (
                <>
                  <Summary total={meta.total} />
                  <VolumeChart days={data} />
                  <Box tag="details" paddingTop={3}>
                    <Box tag="summary" paddingBottom={3} style={{ cursor: 'pointer' }}><Typography variant="pi" textColor="primary600">{text('report.table')}</Typography></Box>
                    <FiguresTable of={text('report.day')} label={text('report.volume')} none="" rows={data} />
                  </Box>
                </>
              )}
            </Waiting>
          </Card>
          <Card title={text('report.byAgent')}>
            <Waiting on={byAgent}>{({ data }) => <FiguresTable of={text('report.agent')} label={text('report.byAgent')} none={text('queue.nobody')} rows={data} />}</Waiting>
          </Card>
          <Card title={text('report.byCategory')}>
            <Waiting on={byCategory}>{({ data }) => <FiguresTable of={text('sidebar.category')} label={text('report.byCategory')} none={text('report.noCategory')} rows={data} />}</Waiting>
          </Card>
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
}
