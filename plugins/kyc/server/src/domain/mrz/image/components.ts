/** A piece of connected ink: its middle and size in pixels. */
export interface Blob {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Signs are at least so high, so that what they say can be seen, and at most so much of the picture. */
const LEAST_SIDE = 7;
const MOST_SHARE = 0.09;
const LEAST_PIXELS = 12;
/** A page of dense text has some thousands; a picture that is all texture is not worth more. */
const MOST_BLOBS = 20_000;

/** Pieces of ink of the size that signs have, eight neighbours a pixel; labels runs row by row. */
export function findBlobs(mask: Uint8Array, width: number, height: number): Blob[] {
  const parents: number[] = [];
  const boxes: { left: number; right: number; top: number; bottom: number; pixels: number }[] = [];
  const rootOf = (label: number): number => {
    let root = label;
    while ((parents[root] ?? root) !== root) {
      parents[root] = parents[parents[root] ?? root] ?? root;
      root = parents[root] ?? root;
    }
    return root;
  };
  let above: { from: number; to: number; label: number }[] = [];
  for (let y = 0; y < height; y += 1) {
    const row: typeof above = [];
    let next = 0;
    for (let x = 0; x < width; x += 1) {
      if (mask[y * width + x] !== 1) continue;
      const from = x;
      while (x + 1 < width && mask[y * width + x + 1] === 1) x += 1;
      while (next < above.length && (above[next]?.to ?? 0) < from - 1) next += 1;
      let label = -1;
      for (let i = next; i < above.length; i += 1) {
        const run = above[i];
        if (!run || run.from > x + 1) break;
        const other = rootOf(run.label);
        if (label === -1) label = other;
        else if (other !== label) parents[other] = label;
      }
      if (label === -1) {
        label = parents.length;
        parents.push(label);
        boxes.push({ left: from, right: x, top: y, bottom: y, pixels: 0 });
      }
      const box = boxes[label];
      if (box) {
        box.left = Math.min(box.left, from);
        box.right = Math.max(box.right, x);
        box.bottom = y;
        box.pixels += x - from + 1;
      }
      row.push({ from, to: x, label });
    }
    above = row;
  }
  for (const [label, box] of boxes.entries()) {
    const root = boxes[rootOf(label)];
    if (!root || root === box) continue;
    root.left = Math.min(root.left, box.left);
    root.right = Math.max(root.right, box.right);
    root.top = Math.min(root.top, box.top);
    root.bottom = Math.max(root.bottom, box.bottom);
    root.pixels += box.pixels;
    box.pixels = 0;
  }
  const most = Math.max(width, height) * MOST_SHARE;
  const blobs = boxes
    .filter(({ left, right, top, bottom, pixels }) => pixels >= LEAST_PIXELS && Math.max(right - left, bottom - top) + 1 >= LEAST_SIDE && Math.max(right - left, bottom - top) < most)
    .map(({ left, right, top, bottom }) => ({ x: (left + right) / 2, y: (top + bottom) / 2, width: right - left + 1, height: bottom - top + 1 }));
  return blobs.length > MOST_BLOBS ? [] : blobs;
}
