import type { LineGrid } from './cells';
import type { Sight } from './sight';

/** What a grid is moved by; amounts are in cells, at the ends of a line where they are felt. */
type Move = (grid: LineGrid, amount: number, length: number) => LineGrid;

const along = (grid: LineGrid, amount: number): LineGrid => ({ ...grid, x: grid.x + amount * grid.stepX, y: grid.y + amount * grid.stepY });
const across = (grid: LineGrid, amount: number): LineGrid => ({ ...grid, x: grid.x - amount * grid.stepY, y: grid.y + amount * grid.stepX });
/** The middle of the line stays where it is, so that one measure does not spoil the other. */
const widen: Move = (grid, amount, length) => {
  const share = (2 * amount) / length;
  return { ...along(grid, -amount), stepX: grid.stepX * (1 + share), stepY: grid.stepY * (1 + share) };
};
const turn: Move = (grid, amount, length) => {
  const share = (2 * amount) / length;
  return { ...across(grid, -amount), stepX: grid.stepX - share * grid.stepY, stepY: grid.stepY + share * grid.stepX };
};
/** Both ends stay, the middle moves by `amount` along the line or across it. */
const bend = (isAcross: boolean): Move => (grid, amount, length) => {
  const last = length - 1;
  const curve = (-4 * amount) / (last * last);
  const [dirX, dirY] = isAcross ? [-grid.stepY, grid.stepX] : [grid.stepX, grid.stepY];
  return { ...grid, stepX: grid.stepX - curve * last * dirX, stepY: grid.stepY - curve * last * dirY, bendX: grid.bendX + curve * dirX, bendY: grid.bendY + curve * dirY };
};
const stretch: Move = (grid, amount) => ({ ...grid, stretch: grid.stretch + amount });
const lean: Move = (grid, amount) => ({ ...grid, shear: grid.shear + amount });

const MOVES: readonly Move[] = [across, along, turn, widen, stretch, lean, bend(true), bend(false)];
/** First and last amounts of each move, in cells. */
const AMOUNTS = [0.12, 0.06, 0.03];

/** So often in one direction, as long as it helps. */
const MOST_STEPS = 3;
const LEAST_GAIN = 1e-4;

export interface Refined {
  readonly grid: LineGrid;
  readonly clarity: number;
}

/**
 * Moves a grid until its cells show signs most clearly. The lines' own geometry is only near: signs are not in the middle of
 * their cells, and perspective bends what was straight.
 */
export function refineGrid(sight: Sight, start: LineGrid, length: number): Refined {
  const cells = Array.from({ length: Math.ceil(length / 2) }, (_, i) => 2 * i);
  const pursued = (from: Refined, move: Move, amount: number): Refined => {
    let at = from;
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      const grid = move(at.grid, amount, length);
      const clarity = sight.clarityOf(grid, cells);
      if (clarity <= at.clarity + LEAST_GAIN) break;
      at = { grid, clarity };
    }
    return at;
  };
  let best: Refined = { grid: start, clarity: sight.clarityOf(start, cells) };
  for (const amount of AMOUNTS) {
    for (const move of MOVES) {
      const there = pursued(best, move, amount);
      best = there === best ? pursued(best, move, -amount) : there;
    }
  }
  return best;
}
