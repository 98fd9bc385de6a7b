/** How a document is looked at. Nothing of it changes the document. */
export interface View {
  /** 1 shows all of it. */
  zoom: number;
  /** Degrees clockwise. */
  turn: number;
  /** How far it was moved from the middle, in pixels of the screen. */
  x: number;
  y: number;
  brightnessPercent: number;
  contrastPercent: number;
  isInverted: boolean;
}

export const FITTING: View = { zoom: 1, turn: 0, x: 0, y: 0, brightnessPercent: 100, contrastPercent: 100, isInverted: false };

export const MOST_ZOOM = 12;
const LEAST_ZOOM = 0.5;
const STEP = 1.25;
const QUARTER = 90;

interface Size {
  width: number;
  height: number;
}

/** By how much a picture is scaled to be seen as a whole, turned as it is. */
export function fitScale(frame: Size, picture: Size, turn: number): number {
  const isLying = turn % 180 !== 0;
  const [width, height] = isLying ? [picture.height, picture.width] : [picture.width, picture.height];
  return width === 0 || height === 0 ? 1 : Math.min(frame.width / width, frame.height / height);
}

/** Nearer or farther, so that what is at a point (from the middle of the frame) stays there. */
export function zoomed(view: View, factor: number, at = { x: 0, y: 0 }): View {
  const zoom = Math.min(Math.max(view.zoom * factor, LEAST_ZOOM), MOST_ZOOM);
  const by = zoom / view.zoom;
  return { ...view, zoom, x: at.x - (at.x - view.x) * by, y: at.y - (at.y - view.y) * by };
}

export const zoomedIn = (view: View): View => zoomed(view, STEP);
export const zoomedOut = (view: View): View => zoomed(view, 1 / STEP);
export const turned = (view: View, quarters: 1 | -1): View => ({ ...view, turn: (view.turn + quarters * QUARTER + 360) % 360, x: 0, y: 0 });
export const moved = (view: View, x: number, y: number): View => ({ ...view, x: view.x + x, y: view.y + y });
/** All of it again, turned as it is: who has turned a picture upright wants it so. */
export const fitted = (view: View): View => ({ ...view, zoom: 1, x: 0, y: 0 });
export const filterOf = ({ brightnessPercent, contrastPercent, isInverted }: View): string => `brightness(${brightnessPercent}%) contrast(${contrastPercent}%) invert(${isInverted ? 1 : 0})`;
