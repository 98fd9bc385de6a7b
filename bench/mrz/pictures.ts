import { composeZone } from '../../tests/support/mrz/compose-zone.ts';
import { photograph } from './camera.ts';
import { DISTORTIONS, shotOf } from './distortions.ts';
import { drawSheet } from './document.ts';
import { makeIdentity } from './identities.ts';
import { createRandom } from './random.ts';
import { isReadable } from './readable.ts';

export interface Picture {
  jpeg: Buffer;
  /** What stands in its zone. */
  lines: string[];
  isReadable: boolean;
}

/** Far from the seed of the training, which draws no documents at all. */
const FIRST_SEED = 40_000;

/** The `index`th picture of a kind, the same whenever it is asked for. */
export async function makePicture(kind: string, index: number): Promise<Picture> {
  const distort = DISTORTIONS[kind];
  if (!distort) throw new Error(`There is no distortion "${kind}"; there are ${Object.keys(DISTORTIONS).join(', ')}.`);
  const random = createRandom(FIRST_SEED + Object.keys(DISTORTIONS).indexOf(kind) * 1_000 + index);
  const source = makeIdentity(random);
  const lines = composeZone(source);
  const shot = shotOf(distort, random);
  const sheet = await drawSheet(source, lines, shot.pixelsPerMm, shot, random);
  return { jpeg: await photograph(sheet, shot, random), lines, isReadable: isReadable(sheet, shot, lines[0]?.length ?? 0) };
}
