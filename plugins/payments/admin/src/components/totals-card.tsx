import { Flex, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useState } from 'react';
import type { Resource } from '../../../../kernel/admin/src/api/use-resource';
import type { Totals } from '../api/types';
import type { Measure } from '../format/chart';
import { useText } from '../text';
import { Card } from '../../../../kernel/admin/src/components/card';
import { TotalsBars } from './totals-bars';
import { TotalsSummary } from './totals-summary';
import { TotalsTable } from './totals-table';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';

export const ranges = [7, 30, 90] as const;

interface Choice {
  currency: string | undefined;
  days: number;
  onCurrency(currency: string): void;
  onDays(days: number): void;
}

export function TotalsCard({ totals, currency, days, onCurrency, onDays }: { totals: Resource<Totals> } & Choice) {
  const text = useText();
  const [measure, setMeasure] = useState<Measure>('amount');
  const shown = currency ?? totals.data?.data.currency;
  const known = [...new Set([...(totals.data?.meta.currencies ?? []), ...(shown === undefined ? [] : [shown])])];
  const controls = (
    <Flex gap={2} wrap="wrap">
      <SingleSelect size="S" aria-label={text('chart.currency')} value={shown ?? null} onChange={(value) => onCurrency(String(value))}>
        {known.map((code) => <SingleSelectOption key={code} value={code}>{code}</SingleSelectOption>)}
      </SingleSelect>
      <SingleSelect size="S" aria-label={text('chart.measure')} value={measure} onChange={(value) => setMeasure(value === 'count' ? 'count' : 'amount')}>
        <SingleSelectOption value="amount">{text('chart.measure.amount')}</SingleSelectOption>
        <SingleSelectOption value="count">{text('chart.measure.count')}</SingleSelectOption>
      </SingleSelect>
      <SingleSelect size="S" aria-label={text('chart.range')} value={days} onChange={(value) => onDays(Number(value))}>
        {ranges.map((range) => <SingleSelectOption key={range} value={range}>{text('chart.range.days', { days: range })}</SingleSelectOption>)}
      </SingleSelect>
    </Flex>
  );
  return (
    <Card title={text('chart.title')} action={controls}>
      <Waiting on={totals}>
        {({ data }) => (
          <>
            <TotalsSummary totals={data} />
            <TotalsBars totals={data} measure={measure} />
            <TotalsTable totals={data} />
          </>
        )}
      </Waiting>
    </Card>
  );
}
