import { Flex } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { useTheme } from 'styled-components';
import { Bars, BarWord } from '../../../../kernel/admin/src/components/bars';
import { roundUp } from '../../../../kernel/admin/src/format/scale';
import { shortDay } from '../../../../kernel/admin/src/format/time';
import { useText } from '../text';
import type { Day } from './types';

/** What was decided each day, and how. */
export function DecisionsChart({ days }: { days: readonly Day[] }) {
  const text = useText();
  const { locale } = useIntl();
  const { colors } = useTheme();
  const kinds = [['approved', colors.success500], ['resubmissions', colors.warning500], ['rejected', colors.danger500]] as const;
  const heightOf = ({ approved, resubmissions, rejected }: Day) => approved + resubmissions + rejected;
  const top = roundUp(days.reduce((most, day) => Math.max(most, heightOf(day)), 0));
  const share = (count: number) => (top === 0 ? 0 : count / top);
  const partsOf = (day: Day) => kinds.map(([kind, colour], at) => ({ key: kind, colour, from: share(kinds.slice(0, at).reduce((sum, [below]) => sum + day[below], 0)), height: share(day[kind]) }));
  return (
    <>
      <Flex gap={4} paddingBottom={3} wrap="wrap">{kinds.map(([kind, colour]) => <BarWord key={kind} colour={colour}>{text(`statistics.${kind}`)}</BarWord>)}</Flex>
      <Bars
        bars={days.map((day) => ({
          key: day.day,
          label: shortDay(day.day, locale),
          parts: partsOf(day),
          words: kinds.map(([kind, colour]) => <BarWord key={kind} colour={colour}>{text(`statistics.${kind}`)}: {day[kind]}</BarWord>),
        }))}
        axis={[String(top), String(top / 2), '0']}
        label={text('statistics.chart', { from: days[0]?.day, to: days.at(-1)?.day })}
        empty={top === 0 ? text('statistics.nothing') : undefined}
      />
    </>
  );
}
