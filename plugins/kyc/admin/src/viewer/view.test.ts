import { FITTING, fitScale, fitted, MOST_ZOOM, moved, turned, zoomed, zoomedIn, zoomedOut } from './view';

describe('a document in the viewer', () => {
  const frame = { width: 600, height: 300 };

  it('is seen as a whole, also when it lies on its side', () => {
    expect(fitScale(frame, { width: 1_200, height: 800 }, 0)).toBeCloseTo(0.375);
    expect(fitScale(frame, { width: 1_200, height: 800 }, 90)).toBeCloseTo(0.25);
    expect(fitScale(frame, { width: 0, height: 0 }, 0)).toBe(1);
  });

  it('stays under the pointer while one comes nearer', () => {
    const at = { x: 100, y: -40 };
    const near = zoomed(FITTING, 2, at);
    // What was at the point is at (x - view.x) / zoom of the picture, before and after.
    expect((at.x - near.x) / near.zoom).toBeCloseTo(at.x);
    expect((at.y - near.y) / near.zoom).toBeCloseTo(at.y);
  });

  it('comes no nearer than it is worth', () => {
    const near = Array.from({ length: 40 }).reduce<typeof FITTING>((view) => zoomedIn(view), FITTING);
    expect(near.zoom).toBe(MOST_ZOOM);
    expect(zoomedOut(near).zoom).toBeLessThan(MOST_ZOOM);
  });

  it('is turned by quarters, and stays turned when it is fitted again', () => {
    expect([turned(FITTING, 1).turn, turned(FITTING, -1).turn, turned(turned(FITTING, -1), 1).turn]).toEqual([90, 270, 0]);
    expect(fitted(moved(zoomedIn(turned(FITTING, 1)), 30, 30))).toEqual({ ...FITTING, turn: 90 });
  });
});
