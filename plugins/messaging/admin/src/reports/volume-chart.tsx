import { useIntl } from 'react-intl';
import { useTheme } from 'styled-components';
import { Bars, BarWord } from '../../../../kernel/admin/src/components/bars';
import { shortDay } from '../../../../kernel/admin/src/format/time';
import { useText } from '../text';
import { roundUp } from '../../../../kernel/admin/src/format/scale';
import type { ReportRow } from './types';

/** How many tickets were opened each day, and how many of those are done. */
export function VolumeChart({ days }: { days: readonly ReportRow[] }) {
  const text = useText();
  const { locale } = useIntl();
  const { colors } = useTheme();
  const top = roundUp(days.reduce((most, { opened }) => Math.max(most, opened), 0));
  const share = (count: number) => (top === 0 ? 0 : count / top);
  return (
    <Bars
      bars={days.map(({ key, opened, resolved }) => ({
        key: key ?? '',
        label: shortDay(key ?? '', locale),
        parts: [
          { key: 'resolved', colour: colors.success500, from: 0, height: share(resolved) },
          { key: 'unresolved', colour: colors.secondary500, from: share(resolved), height: share(opened - resolved) },
        ],
        words: (
          <>
            <BarWord colour={colors.success500}>{text('report.resolved')}: {resolved}</BarWord>
            <BarWord colour={colors.secondary500}>{text('report.unresolved')}: {opened - resolved}</BarWord>
          </>
        ),
      }))}
      axis={[String(top), String(top / 2), '0']}
      label={text('report.chart', { from: days[0]?.key, to: days.at(-1)?.key })}
      empty={top === 0 ? text('report.nothing') : undefined}
    />
  );
}
