import { Flex, Loader, Typography } from '@strapi/design-system';
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { styled } from 'styled-components';
import { useText } from '../text';
import { usePicture } from './use-picture';
import { filterOf, fitScale, moved, zoomed, type View } from './view';

const Area = styled.div`
  position: relative;
  flex: 1;
  min-width: 0;
  min-height: 220px;
  overflow: hidden;
  cursor: grab;
  touch-action: none;
  border-radius: 4px;
  background: ${({ theme }) => theme.colors.neutral150};
  &:active {
    cursor: grabbing;
  }
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: -2px;
  }
  img,
  canvas {
    position: absolute;
    left: 50%;
    top: 50%;
    max-width: none;
    user-select: none;
    pointer-events: none;
  }
`;

const ARROW = 60;
const WHEEL_DIVISOR = 500;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [ARROW, 0], ArrowRight: [-ARROW, 0], ArrowUp: [0, ARROW], ArrowDown: [0, -ARROW] };

interface Props {
  bytes: Blob;
  page: number;
  /** What it is, for whoever does not see it. */
  label: string;
  view: View;
  onView(change: (view: View) => View): void;
}

/** A document that one moves with the pointer or the arrow keys, and comes nearer to with the wheel. */
export function Frame({ bytes, page, label, view, onView }: Props) {
  const text = useText();
  const area = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 1, height: 1 });
  const { picture, isBroken } = usePicture(bytes, page);

  useEffect(() => {
    const node = area.current;
    if (!node) return undefined;
    const observer = new ResizeObserver(() => setSize({ width: node.clientWidth, height: node.clientHeight }));
    observer.observe(node);
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const box = node.getBoundingClientRect();
      const at = { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 };
      onView((before) => zoomed(before, Math.exp(-event.deltaY / WHEEL_DIVISOR), at));
    };
    // React listens passively, and then the page would scroll as well.
    node.addEventListener('wheel', wheel, { passive: false });
    return () => {
      observer.disconnect();
      node.removeEventListener('wheel', wheel);
    };
  }, [onView]);

  useEffect(() => {
    const node = area.current;
    if (!node || !picture) return undefined;
    if (picture.element instanceof HTMLImageElement) picture.element.alt = '';
    node.append(picture.element);
    return () => picture.element.remove();
  }, [picture]);

  useEffect(() => {
    if (!picture) return;
    const scale = fitScale(size, picture, view.turn) * view.zoom;
    picture.element.style.transform = `translate(-50%, -50%) translate(${view.x}px, ${view.y}px) rotate(${view.turn}deg) scale(${scale})`;
    picture.element.style.filter = filterOf(view);
  }, [picture, size, view]);

  const drag = ({ buttons, movementX, movementY }: PointerEvent) => void (buttons === 1 && onView((before) => moved(before, movementX, movementY)));
  const hold = (event: PointerEvent<HTMLDivElement>) => event.currentTarget.setPointerCapture(event.pointerId);
  const step = (event: KeyboardEvent) => {
    const by = event.ctrlKey || event.metaKey || event.altKey ? undefined : ARROWS[event.key];
    if (!by) return;
    event.preventDefault();
    onView((before) => moved(before, ...by));
  };
  const state = text('viewer.state', { label, zoom: Math.round(view.zoom * 100), turn: view.turn });
  return (
    <Area ref={area} role="img" tabIndex={0} aria-label={state} data-turn={view.turn} data-zoom={view.zoom.toFixed(2)} data-drawn={picture !== undefined} onPointerDown={hold} onPointerMove={drag} onKeyDown={step}>
      {picture ? null : (
        <Flex justifyContent="center" alignItems="center" height="100%">
          {isBroken ? <Typography textColor="neutral800">{text('viewer.broken')}</Typography> : <Loader small>{text('viewer.drawing')}</Loader>}
        </Flex>
      )}
    </Area>
  );
}
