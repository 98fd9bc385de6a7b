import { Box, Flex, Typography } from '@strapi/design-system';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { styled, useTheme } from 'styled-components';

const WIDTH = 1_000;
const HEIGHT = 160;

export interface Bar {
  key: string;
  /** What it stands for, e.g. a day. */
  label: string;
  /** Shares of the chart's height, 0 to 1, from the bottom of the bar to its top. */
  parts: readonly { key: string; colour: string; from: number; height: number }[];
  /** Shown, and announced, while one points at it. */
  words: ReactNode;
}

interface Props {
  bars: readonly Bar[];
  /** What the top, the middle and the bottom of the chart stand for. */
  axis: readonly [string, string, string];
  label: string;
  /** Where there is nothing to draw: what to say instead. */
  empty: string | undefined;
}

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

/** Bars beside one another; hovering or the arrow keys show what they stand for, which is announced too. */
export function Bars({ bars, axis, label, empty }: Props) {
  const { colors } = useTheme();
  const [active, setActive] = useState<number>();
  const slot = WIDTH / Math.max(bars.length, 1);
  const shown = active === undefined ? undefined : bars[active];

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
        {axis.map((value, line) => <Typography key={line} variant="pi" textColor="neutral600">{value}</Typography>)}
      </Flex>
      <Box flex="1" position="relative" minWidth={0}>
        <Plot viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" tabIndex={0} aria-label={label} onKeyDown={move} onBlur={() => setActive(undefined)} onMouseLeave={() => setActive(undefined)}>
          {[0, 0.5, 1].map((line) => <line key={line} x1={0} x2={WIDTH} y1={line * HEIGHT} y2={line * HEIGHT} stroke={colors.neutral200} strokeWidth={1} vectorEffect="non-scaling-stroke" />)}
          {bars.map(({ key, parts }, place) => (
            <g key={key} onMouseEnter={() => setActive(place)}>
              <rect x={place * slot} width={slot} height={HEIGHT} fill={place === active ? colors.neutral150 : 'transparent'} />
              {parts.map((part) =>
                part.height === 0 ? null : (
                  <rect key={part.key} x={(place + 0.18) * slot} width={slot * 0.64} y={HEIGHT * (1 - part.from - part.height)} height={Math.max(HEIGHT * part.height, 1.5)} fill={part.colour} />
                ),
              )}
            </g>
          ))}
        </Plot>
        <Flex justifyContent="space-between" paddingTop={1} aria-hidden>
          {[0, Math.floor((bars.length - 1) / 2), bars.length - 1].map((place, at) => <Typography key={at} variant="pi" textColor="neutral600">{bars[place]?.label ?? ''}</Typography>)}
        </Flex>
        {empty === undefined ? null : <Nothing variant="omega" textColor="neutral600" tag="p">{empty}</Nothing>}
        {shown && active !== undefined ? (
          <Bubble $share={(active + 0.5) / bars.length} background="neutral0" hasRadius shadow="popupShadow" padding={3} borderColor="neutral150" role="status">
            <Typography variant="omega" fontWeight="bold" textColor="neutral800" tag="p">{shown.label}</Typography>
            {shown.words}
          </Bubble>
        ) : null}
      </Box>
    </Flex>
  );
}

/** One of the things that a bar consists of, in its colour. */
export const BarWord = ({ colour, children }: { colour: string; children: ReactNode }) => (
  <Flex gap={2} alignItems="center">
    <Box width="8px" height="8px" style={{ background: colour, borderRadius: 2 }} aria-hidden />
    <Typography variant="pi" textColor="neutral700">{children}</Typography>
  </Flex>
);

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
