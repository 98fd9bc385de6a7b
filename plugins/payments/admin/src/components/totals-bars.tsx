import { useIntl } from 'react-intl';
import { BarWord, Bars } from '../../../../kernel/admin/src/components/bars';
import { shortDay } from '../../../../kernel/admin/src/format/time';
import type { Totals } from '../api/types';
import { groups, layOut, type Measure } from '../format/chart';
import { formatMoney, roundMoney } from '../format/money';
import { useText } from '../text';
import { useChartColours } from './chart-colours';

/** One bar a day. */
export function TotalsBars({ totals: { currency, days }, measure }: { totals: Totals['data']; measure: Measure }) {
  const text = useText();
  const { locale } = useIntl();
  const colours = useChartColours();
  const { bars, maximum } = layOut(days, measure);
  const axis = (value: bigint) => (measure === 'amount' ? roundMoney(value, currency) : value.toString());
  return (
    <Bars
      bars={bars.map(({ day, parts }) => ({
        key: day.day,
        label: shortDay(day.day, locale),
        parts: parts.map(({ group, ...size }) => ({ key: group, colour: colours[group], ...size })),
        words: groups.map((group) => (
          <BarWord key={group} colour={colours[group]}>
            {text(`state.${group}`)}: {formatMoney(day[group].amountMinor, currency)} · {text('chart.payments', { count: day[group].count })}
          </BarWord>
        )),
      }))}
      axis={[axis(maximum), axis(maximum / 2n), axis(0n)]}
      label={text('chart.label', { measure: text(`chart.measure.${measure}`), currency, from: days[0]?.day, to: days.at(-1)?.day })}
      empty={maximum === 0n ? text('chart.empty', { currency }) : undefined}
    />
  );
}
