import { Box, Grid, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import type { PaymentFile } from '../api/types';
import { useText } from '../text';
import { CopyText } from './copy-text';
import { Moment } from '../../../../kernel/admin/src/components/moment';

/** The facts of a payment, as a list of terms. */
export function Details({ payment }: { payment: PaymentFile }) {
  const text = useText();
  return (
    <Grid.Root gap={4} tag="dl">
      <Fact term={text('payment.reference')}><CopyText value={payment.reference} what={text('payment.reference')} /></Fact>
      <Fact term={text('payment.id')}><CopyText value={payment.id} what={text('payment.id')} /></Fact>
      <Fact term={text('payment.by')}><Plain>{payment.payer.email}</Plain></Fact>
      <Fact term={text('payment.gateway')}><Plain>{payment.gateway}</Plain></Fact>
      <Fact term={text('payment.created')}><Moment at={payment.createdAt} /></Fact>
      <Fact term={text('payment.updated')}><Moment at={payment.updatedAt} /></Fact>
      {payment.description === null ? null : <Fact term={text('payment.description')}><Plain>{payment.description}</Plain></Fact>}
      {payment.metadata === null ? null : (
        <Fact term={text('payment.metadata')}>
          {Object.entries(payment.metadata).map(([name, value]) => <Plain key={name}>{name}: {value}</Plain>)}
        </Fact>
      )}
    </Grid.Root>
  );
}

const Fact = ({ term, children }: { term: string; children: ReactNode }) => (
  <Grid.Item col={6} s={12} xs={12} direction="column" alignItems="flex-start">
    <Typography variant="sigma" textColor="neutral600" tag="dt">{term}</Typography>
    <Box tag="dd" paddingTop={1} style={{ overflowWrap: 'anywhere' }}>{children}</Box>
  </Grid.Item>
);

const Plain = ({ children }: { children: ReactNode }) => <Typography textColor="neutral800" tag="p">{children}</Typography>;
