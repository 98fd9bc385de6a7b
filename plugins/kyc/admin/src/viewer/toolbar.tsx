import { Flex, IconButton, Typography } from '@strapi/design-system';
import { ArrowClockwise, ArrowsCounterClockwise, ArrowsOut, Minus, Plus, Sun, Moon } from '@strapi/icons';
import { styled } from 'styled-components';
import { useText } from '../text';
import { FITTING, fitted, turned, zoomedIn, zoomedOut, type View } from './view';

const Bar = styled(Flex)`
  padding: 6px 8px;
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

const Range = styled.input`
  width: 84px;
  accent-color: ${({ theme }) => theme.colors.primary600};
`;

interface Props {
  view: View;
  onView(change: (view: View) => View): void;
}

/** How one looks at a document; each of these has a key as well. */
export function Toolbar({ view, onView }: Props) {
  const text = useText();
  return (
    <Bar role="toolbar" aria-label={text('viewer.tools')} gap={1} alignItems="center" wrap="wrap">
      <IconButton variant="ghost" size="S" label={text('viewer.zoomOut')} onClick={() => onView(zoomedOut)}><Minus /></IconButton>
      <Typography variant="pi" textColor="neutral700" style={{ minWidth: 40, textAlign: 'center', fontVariantNumeric: 'tabular-nums' }}>{text('viewer.percent', { zoom: Math.round(view.zoom * 100) })}</Typography>
      <IconButton variant="ghost" size="S" label={text('viewer.zoomIn')} onClick={() => onView(zoomedIn)}><Plus /></IconButton>
      <IconButton variant="ghost" size="S" label={text('viewer.fit')} onClick={() => onView(fitted)}><ArrowsOut /></IconButton>
      <IconButton variant="ghost" size="S" label={text('viewer.turn')} onClick={() => onView((before) => turned(before, 1))}><ArrowClockwise /></IconButton>
      <Slider label={text('viewer.brightness')} value={view.brightnessPercent} onValue={(brightnessPercent) => onView((before) => ({ ...before, brightnessPercent }))} />
      <Slider label={text('viewer.contrast')} value={view.contrastPercent} onValue={(contrastPercent) => onView((before) => ({ ...before, contrastPercent }))} />
      <IconButton variant={view.isInverted ? 'secondary' : 'ghost'} size="S" label={text('viewer.invert')} aria-pressed={view.isInverted} onClick={() => onView((before) => ({ ...before, isInverted: !before.isInverted }))}>
        {view.isInverted ? <Sun /> : <Moon />}
      </IconButton>
      <IconButton variant="ghost" size="S" label={text('viewer.reset')} onClick={() => onView(() => FITTING)}><ArrowsCounterClockwise /></IconButton>
    </Bar>
  );
}

function Slider({ label, value, onValue }: { label: string; value: number; onValue(value: number): void }) {
  return (
    <Flex tag="label" gap={1} alignItems="center" paddingLeft={2}>
      <Typography variant="pi" textColor="neutral700">{label}</Typography>
      <Range type="range" min={40} max={300} step={10} value={value} onChange={(event) => onValue(Number(event.target.value))} />
    </Flex>
  );
}
