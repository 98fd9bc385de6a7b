import { Box, Button, Flex, Grid } from '@strapi/design-system';
import { ArrowsCounterClockwise } from '@strapi/icons';
import { BackButton, Layouts, Page } from '@strapi/strapi/admin';
import { useParams } from 'react-router-dom';
import type { PaymentFile } from '../api/types';
import { useAct } from '../../../../kernel/admin/src/api/use-act';
import { useResource, type Resource } from '../../../../kernel/admin/src/api/use-resource';
import { Attempts } from '../components/attempts';
import { PaymentBadge } from '../components/badges';
import { Card } from '../../../../kernel/admin/src/components/card';
import { Details } from '../components/details';
import { DiscrepancyCallout } from '../components/discrepancy-callout';
import { Ledger } from '../components/ledger';
import { paymentsPath } from '../components/paths';
import { Timeline } from '../components/timeline';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import { Webhooks } from '../components/webhooks';
import { formatMoney } from '../format/money';
import { useAllowed } from '../permissions';
import { useText } from '../text';

const POLL_MS = 10_000;

/** Everything about one payment. */
export function PaymentPage() {
  const { id = '' } = useParams();
  const file = useResource<{ data: PaymentFile }>(`/payments/transactions/${encodeURIComponent(id)}`, {}, POLL_MS);
  return (
    <Page.Main>
      <Header payment={file.data?.data} refresh={file.refresh} />
      <Layouts.Content>
        <Waiting on={file}>{({ data }) => <Sections payment={data} refresh={file.refresh} />}</Waiting>
      </Layouts.Content>
    </Page.Main>
  );
}

function Header({ payment, refresh }: { payment: PaymentFile | undefined } & Pick<Resource<unknown>, 'refresh'>) {
  const text = useText();
  const { canSync } = useAllowed();
  const { run, isRunning } = useAct();
  const title = payment ? formatMoney(payment.amountMinor, payment.currency) : text('title');
  const sync = async () => {
    if (payment) await run({ url: `/payments/transactions/${payment.id}/sync`, done: text('payment.synced') });
    refresh();
  };
  return (
    <>
      <Page.Title>{title}</Page.Title>
      <Layouts.Header
        navigationAction={<BackButton fallback={paymentsPath} />}
        title={title}
        subtitle={payment?.payer.email}
        secondaryAction={payment ? <PaymentBadge state={payment.state} /> : undefined}
        primaryAction={payment && canSync ? <Button startIcon={<ArrowsCounterClockwise />} loading={isRunning} onClick={sync}>{text('payment.sync')}</Button> : undefined}
      />
    </>
  );
}

function Sections({ payment, refresh }: { payment: PaymentFile; refresh(): void }) {
  const text = useText();
  return (
    <Flex direction="column" alignItems="stretch" gap={5}>
      {payment.discrepancies.map((discrepancy) => <DiscrepancyCallout key={discrepancy.id} discrepancy={discrepancy} onChange={refresh} />)}
      <Grid.Root gap={5}>
        <Grid.Item col={5} s={12} xs={12} alignItems="flex-start">
          <Card title={text('section.timeline')}><Timeline entries={payment.timeline} /></Card>
        </Grid.Item>
        <Grid.Item col={7} s={12} xs={12} alignItems="flex-start">
          <Flex direction="column" alignItems="stretch" gap={5} width="100%">
            <Card title={text('section.details')}><Details payment={payment} /></Card>
            <Card title={text('section.ledger')}><Ledger postings={payment.postings} payer={payment.payer} /></Card>
          </Flex>
        </Grid.Item>
      </Grid.Root>
      <Card title={text('section.attempts')}><Attempts attempts={payment.attempts} /></Card>
      <Card title={text('section.webhooks')}><Box><Webhooks webhooks={payment.webhooks} onChange={refresh} /></Box></Card>
    </Flex>
  );
}
