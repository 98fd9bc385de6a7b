import { Box, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { Card } from '../../../../kernel/admin/src/components/card';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import { addDays, dayOf } from '../../../../kernel/admin/src/format/time';
import type { One } from '../api/types';
import { Overview } from '../layout/overview';
import { DecisionsChart } from '../statistics/decisions-chart';
import { FiguresTable } from '../statistics/figures-table';
import { ReasonsList } from '../statistics/reasons-list';
import { Summary } from '../statistics/summary';
import type { Statistics } from '../statistics/types';
import { useText } from '../text';

const SPANS = [7, 30, 90, 365] as const;
const POLL_MS = 300_000;

/** How reviews go, counted where the reader is. */
export function StatisticsPage() {
  const text = useText();
  const [days, setDays] = useState<number>(30);
  const to = addDays(dayOf(new Date()), 1);
  const range = { from: addDays(to, -days), to, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
  const statistics = useResource<One<Statistics>>('/kyc/statistics', range, POLL_MS);
  const span = (
    <SingleSelect size="S" aria-label={text('statistics.span')} value={days} onChange={(value) => setDays(Number(value))}>
      {SPANS.map((count) => <SingleSelectOption key={count} value={count}>{text('statistics.days', { count })}</SingleSelectOption>)}
    </SingleSelect>
  );
  return (
    <Overview tab="statistics">
      <Waiting on={statistics}>
        {({ data }) => (
          <>
            <Card title={text('statistics.decided')} action={span}>
              <Summary statistics={data} />
              <DecisionsChart days={data.days} />
              <Box tag="details" paddingTop={3}>
                <Box tag="summary" paddingBottom={3} style={{ cursor: 'pointer' }}><Typography variant="pi" textColor="primary600">{text('statistics.table')}</Typography></Box>
                <FiguresTable of={text('statistics.day')} label={text('statistics.decided')} rows={data.days.map((day) => ({ key: day.day, name: day.day, ...day }))} />
              </Box>
            </Card>
            <Card title={text('statistics.byReviewer')}>
              {data.reviewers.length === 0 ? <Typography textColor="neutral600">{text('statistics.nothing')}</Typography> : <FiguresTable of={text('statistics.reviewer')} label={text('statistics.byReviewer')} rows={data.reviewers.map(({ id, name, ...row }) => ({ key: id, name: name ?? id, ...row }))} />}
            </Card>
            <Card title={text('statistics.reasons')}><ReasonsList reasons={data.reasons} /></Card>
          </>
        )}
      </Waiting>
    </Overview>
  );
}
