import { Box, Flex, Typography } from '@strapi/design-system';
import { useState, type KeyboardEvent } from 'react';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import type { Totals } from '../api/types';
import { groups, layOut, type Measure } from '../format/chart';
import { formatMoney, roundMoney } from '../format/money';
import { shortDay } from '../../../../kernel/admin/src/format/time';
import { useText } from '../text';
import { useChartColours } from './chart-colours';

const WIDTH = 1_000;
const HEIGHT = 160;

const Plot = styled.svg`
  display: block;
  width: 100%;
  height: ${HEIGHT}px;
  border-radius: 4px;
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 2px;
  }
`;

/** One bar a day; hovering or the arrow keys show its values, which are announced too. */
export function TotalsBars({ totals, measure }: { totals: Totals['data']; measure: Measure }) {
  const text = useText();
  const { locale } = useIntl();
  const colours = useChartColours();
  const [active, setActive] = useState<number>();
  const { currency, days } = totals;
  const { bars, maximum } = layOut(days, measure);
  const slot = WIDTH / bars.length;
  const shown = active === undefined ? undefined : bars[active];
  const axis = (value: bigint) => (measure === 'amount' ? roundMoney(value, currency) : value.toString());

  const move = (event: KeyboardEvent) => {
    const at = active ?? bars.length;
    const to = { ArrowLeft: at - 1, ArrowRight: active === undefined ? 0 : at + 1, Home: 0, End: bars.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setActive(Math.min(Math.max(to, 0), bars.length - 1));
  };

  return (
    <Flex gap={3} alignItems="stretch">
      <Flex direction="column" justifyContent="space-between" alignItems="flex-end" height={`${HEIGHT}px`} aria-hidden>
        {[maximum, maximum / 2n, 0n].map((value, line) => <Typography key={line} variant="pi" textColor="neutral600">{axis(value)}</Typography>)}
      </Flex>
      <Box flex="1" position="relative" minWidth={0}>
        <Plot
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          tabIndex={0}
          aria-label={text('chart.label', { measure: text(`chart.measure.${measure}`), currency, from: days[0]?.day, to: days.at(-1)?.day })}
          onKeyDown={move}
          onBlur={() => setActive(undefined)}
          onMouseLeave={() => setActive(undefined)}
        >
          {[0, 0.5, 1].map((line) => <line key={line} x1={0} x2={WIDTH} y1={line * HEIGHT} y2={line * HEIGHT} stroke={colours.line} strokeWidth={1} vectorEffect="non-scaling-stroke" />)}
          {bars.map(({ day, parts }, place) => (
            <g key={day.day} onMouseEnter={() => setActive(place)}>
              <rect x={place * slot} width={slot} height={HEIGHT} fill={place === active ? colours.shade : 'transparent'} />
              {parts.map(({ group, from, height }) =>
                height === 0 ? null : (
                  <rect key={group} x={(place + 0.18) * slot} width={slot * 0.64} y={HEIGHT * (1 - from - height)} height={Math.max(HEIGHT * height, 1.5)} fill={colours[group]} />
                ),
              )}
            </g>
          ))}
        </Plot>
        <Flex justifyContent="space-between" paddingTop={1} aria-hidden>
          {[0, Math.floor((days.length - 1) / 2), days.length - 1].map((place, at) => (
            <Typography key={at} variant="pi" textColor="neutral600">{shortDay(days[place]?.day ?? totals.from, locale)}</Typography>
          ))}
        </Flex>
        {maximum === 0n ? <Nothing variant="omega" textColor="neutral600" tag="p">{text('chart.empty', { currency })}</Nothing> : null}
        {shown && active !== undefined ? (
          <Bubble $share={(active + 0.5) / bars.length} background="neutral0" hasRadius shadow="popupShadow" padding={3} borderColor="neutral150" role="status">
            <Typography variant="omega" fontWeight="bold" textColor="neutral800" tag="p">{shortDay(shown.day.day, locale)}</Typography>
            {groups.map((group) => (
              <Flex key={group} gap={2} alignItems="center">
                <Box width="8px" height="8px" style={{ background: colours[group], borderRadius: 2 }} aria-hidden />
                <Typography variant="pi" textColor="neutral700">
                  {text(`state.${group}`)}: {formatMoney(shown.day[group].amountMinor, currency)} · {text('chart.payments', { count: shown.day[group].count })}
                </Typography>
              </Flex>
            ))}
          </Bubble>
        ) : null}
      </Box>
    </Flex>
  );
}

const Nothing = styled(Typography)`
  position: absolute;
  top: ${HEIGHT / 2 - 28}px;
  width: 100%;
  text-align: center;
  pointer-events: none;
`;

/** Beside its bar, towards the middle, so that it never leaves the chart. */
const Bubble = styled(Box)<{ $share: number }>`
  position: absolute;
  top: 8px;
  ${({ $share }) => ($share > 0.5 ? `right: calc(${(1 - $share) * 100}% + 16px);` : `left: calc(${$share * 100}% + 16px);`)}
  pointer-events: none;
  white-space: nowrap;
  z-index: 1;
`;
