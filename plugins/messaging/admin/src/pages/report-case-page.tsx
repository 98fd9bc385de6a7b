import { Flex, Grid } from '@strapi/design-system';
import { BackButton, Layouts, Page } from '@strapi/strapi/admin';
import { useParams } from 'react-router-dom';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { Card } from '../../../../kernel/admin/src/components/card';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import { Settled } from '../moderation/badges';
import { ContextMessages } from '../moderation/context-messages';
import { DecideForm } from '../moderation/decide-form';
import { Evidence } from '../moderation/evidence';
import { useNames } from '../moderation/names';
import { moderationPath } from '../moderation/paths';
import { ReportFacts } from '../moderation/report-facts';
import type { ReportAnswer } from '../moderation/types';
import { useText } from '../text';

/** One report, with the evidence beside the decision. It is read once, when it is opened: each reading is recorded. */
export function ReportCasePage() {
  const text = useText();
  const { id = '' } = useParams();
  const report = useResource<ReportAnswer>(`/messaging/reports/${encodeURIComponent(id)}`);
  const title = report.data === undefined ? text('moderation.title') : text('case.heading', { reason: text(`reason.${report.data.data.reason}`) });
  return (
    <Page.Main>
      <Page.Title>{title}</Page.Title>
      <Layouts.Header navigationAction={<BackButton fallback={moderationPath} />} title={title} />
      <Layouts.Content>
        <Waiting on={report}>{(answer) => <Case key={answer.data.id} answer={answer} onChanged={report.refresh} />}</Waiting>
      </Layouts.Content>
    </Page.Main>
  );
}

function Case({ answer: { data: report, meta }, onChanged }: { answer: ReportAnswer; onChanged(): void }) {
  const text = useText();
  const names = useNames(meta);
  return (
    <Grid.Root gap={5}>
      <Grid.Item col={8} s={12} xs={12} alignItems="flex-start">
        <Flex direction="column" alignItems="stretch" gap={5} width="100%">
          <Card title={text('case.evidence')}><Evidence report={report} /></Card>
          <Card title={text('case.context')}><ContextMessages report={report} names={names} onRemoved={onChanged} /></Card>
        </Flex>
      </Grid.Item>
      <Grid.Item col={4} s={12} xs={12} alignItems="flex-start">
        <Flex direction="column" alignItems="stretch" gap={5} width="100%">
          <Card title={text(report.outcome === null ? 'decide.title' : 'decide.settled')}>
            {report.outcome === null ? <DecideForm report={report} room={names.roomOf(report.roomId)} onSettled={onChanged} /> : <Settled report={report} names={names} />}
          </Card>
          <Card title={text('case.facts')}><ReportFacts report={report} names={names} /></Card>
        </Flex>
      </Grid.Item>
    </Grid.Root>
  );
}
