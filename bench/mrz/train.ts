/**
 * Trains the reader of OCR-B and writes its weights: `npm run mrz:train`, with `-- --strips 2000 --out try.json` for a short try.
 * Seeded: the same machine makes the same weights. It never sees a page of the benchmark, only lines of random signs.
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { LineGrid } from '../../plugins/kyc/server/src/domain/mrz/image/cells.ts';
import { compiledReader } from './compiled.ts';
import { createAdam, freshLayers, packLayers } from './layers.ts';
import { createRandom, type Random } from './random.ts';
import { drawInk, makeStrip, type Strip } from './strips.ts';

const TRAINING_SEED = 7_002;
const HIDDEN = 128;
const BATCH = 48;
const MOST_RATE = 0.0016;
const WEIGHTS = fileURLToPath(new URL('../../plugins/kyc/server/src/domain/mrz/image/weights.json', import.meta.url));

const { CELL_SIZE, CLASSES, NONE, classify, sampleCell, unpackLayers } = compiledReader();
const { values } = parseArgs({ options: { strips: { type: 'string', default: '26000' }, out: { type: 'string', default: WEIGHTS } } });
const stripCount = Number(values.strips);

/** The grid of a strip as the finder would have found it: not quite. */
function foundGrid({ pitch, middle }: Strip, random: Random, error: number): LineGrid {
  const turn = random.between(-0.035, 0.035) * error;
  const x = 2 * pitch - 0.5;
  return { x, y: middle, stepX: pitch * (1 + random.between(-0.05, 0.05) * error), stepY: pitch * turn, bendX: 0, bendY: 0, stretch: 1 + random.between(-0.08, 0.08) * error, shear: random.between(-0.1, 0.1) * error };
}

/** A grid whose cell `k` lies where the strip's does, whatever its step. */
const movedTo = (grid: LineGrid, strip: Strip, k: number): LineGrid => ({ ...grid, x: grid.x + k * (strip.pitch - grid.stepX), y: grid.y - k * grid.stepY });

/** Beside the sign far enough to be none: half of two, too high, too small. */
function strayed(grid: LineGrid, random: Random): { grid: LineGrid; shiftX: number; shiftY: number } {
  const side = random.chance(0.5) ? 1 : -1;
  if (random.chance(0.6)) return { grid, shiftX: side * random.between(0.33, 0.5), shiftY: random.between(-0.1, 0.1) };
  if (random.chance(0.6)) return { grid, shiftX: random.between(-0.5, 0.5), shiftY: side * random.between(0.4, 1.2) };
  const size = random.chance(0.5) ? random.between(0.5, 0.75) : random.between(1.35, 1.8);
  return { grid: { ...grid, stepX: grid.stepX * size, stepY: grid.stepY * size }, shiftX: random.between(-0.3, 0.3), shiftY: 0 };
}

async function main(): Promise<void> {
  const random = createRandom(TRAINING_SEED);
  const ink = await drawInk();
  const layers = freshLayers(CELL_SIZE, HIDDEN, CLASSES, random);
  const first = createAdam(layers.first);
  const second = createAdam(layers.second);
  const cell = new Float32Array(CELL_SIZE);
  const logs = new Float32Array(CLASSES);
  const hidden = new Float32Array(HIDDEN);
  const slope = new Float32Array(HIDDEN);
  let seen = 0;
  let [right, asked, loss] = [0, 0, 0];

  const learn = (wanted: number, rate: number) => {
    classify(layers, cell, logs, hidden);
    let best = 0;
    for (let i = 1; i < CLASSES; i += 1) if ((logs[i] ?? 0) > (logs[best] ?? 0)) best = i;
    right += best === wanted ? 1 : 0;
    asked += 1;
    loss -= logs[wanted] ?? 0;
    slope.fill(0);
    for (let unit = 0; unit < CLASSES; unit += 1) {
      const error = Math.exp(logs[unit] ?? 0) - (unit === wanted ? 1 : 0);
      if (Math.abs(error) < 1e-5) continue;
      const at = unit * (HIDDEN + 1);
      for (let i = 0; i < HIDDEN; i += 1) {
        second.gradient[at + i] = (second.gradient[at + i] ?? 0) + error * (hidden[i] ?? 0);
        slope[i] = (slope[i] ?? 0) + error * (layers.second[at + i] ?? 0);
      }
      second.gradient[at + HIDDEN] = (second.gradient[at + HIDDEN] ?? 0) + error;
    }
    for (let unit = 0; unit < HIDDEN; unit += 1) {
      const error = slope[unit] ?? 0;
      if ((hidden[unit] ?? 0) <= 0 || error === 0) continue;
      const at = unit * (CELL_SIZE + 1);
      for (let i = 0; i < CELL_SIZE; i += 1) first.gradient[at + i] = (first.gradient[at + i] ?? 0) + error * (cell[i] ?? 0);
      first.gradient[at + CELL_SIZE] = (first.gradient[at + CELL_SIZE] ?? 0) + error;
    }
    seen += 1;
    if (seen % BATCH === 0) {
      first.step(rate, BATCH);
      second.step(rate, BATCH);
    }
  };

  const startedAt = Date.now();
  for (let round = 0; round < stripCount; round += 1) {
    const isOther = random.chance(0.04);
    const strip = await makeStrip(ink, random, isOther);
    // Up, and down to nothing: large steps first, then small ones.
    const rate = MOST_RATE * Math.min(1, (round + 1) / 300) * (0.5 + 0.5 * Math.cos((Math.PI * round) / stripCount));
    for (const [k, sign] of strip.signs.entries()) {
      const grid = movedTo(foundGrid(strip, random, 1), strip, k);
      sampleCell(strip.image, grid, k, cell, random.between(-0.13, 0.13), random.between(-0.1, 0.1));
      learn(isOther ? NONE : sign, rate);
      if (!random.chance(0.15)) continue;
      const stray = strayed(grid, random);
      sampleCell(strip.image, stray.grid, k, cell, stray.shiftX, stray.shiftY);
      learn(NONE, rate);
    }
    if ((round + 1) % 1_000 === 0) {
      console.log(`${((Date.now() - startedAt) / 1_000).toFixed(0).padStart(5)} s  ${round + 1} lines: ${((100 * right) / asked).toFixed(2)} % right, loss ${(loss / asked).toFixed(4)}`);
      [right, asked, loss] = [0, 0, 0];
    }
  }
  const packed = packLayers(layers, CLASSES);
  // As the reader will: what it could not read is not written.
  unpackLayers(packed);
  await writeFile(values.out, `${JSON.stringify(packed, null, 1)}\n`);
}

await main();
