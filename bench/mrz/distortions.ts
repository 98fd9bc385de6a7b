import type { Shot } from './camera.ts';
import type { Random } from './random.ts';

/** A good photograph: 8 pixels a mm is a passport page of 1,000 pixels. */
const plain = (random: Random): Shot => ({
  pixelsPerMm: random.between(7.5, 13), turn: random.between(-1, 1), tiltX: 0, tiltY: 0, blur: 0.03, noise: random.between(0, 4), glare: [], shadow: 0, jpeg: random.whole(80, 95),
  paper: random.whole(205, 245), ink: random.whole(15, 60), pattern: 15,
});

type Distort = (random: Random) => Partial<Shot>;
const side = (random: Random) => (random.chance(0.5) ? 1 : -1);
const spot = (random: Random, most: number) => ({ at: random.next(), reach: random.between(1.5, 5), most });

/** What goes wrong with photographs of documents; each from slight to more than anybody can read. */
export const DISTORTIONS: Readonly<Record<string, Distort>> = {
  clean: () => ({}),
  blur: (random) => ({ blur: random.between(0.05, 0.17) }),
  noise: (random) => ({ noise: random.between(8, 45) }),
  'small turn': (random) => ({ turn: side(random) * random.between(1, 14) }),
  'quarter turns': (random) => ({ turn: random.pick([90, 180, 270]) + random.between(-5, 5) }),
  glare: (random) => ({ glare: Array.from({ length: random.whole(1, 3) }, () => spot(random, random.between(0.4, 1))) }),
  jpeg: (random) => ({ jpeg: random.whole(8, 45) }),
  'low resolution': (random) => ({ pixelsPerMm: random.between(2.4, 5) }),
  perspective: (random) => ({ tiltX: side(random) * random.between(0.02, 0.12), tiltY: side(random) * random.between(0.02, 0.12), turn: random.between(-4, 4) }),
  shadow: (random) => ({ shadow: side(random) * random.between(40, 120), paper: random.whole(160, 200), ink: random.whole(30, 80) }),
  'faint print': (random) => ({ ink: random.whole(90, 170), pattern: random.whole(15, 40) }),
  'busy paper': (random) => ({ pattern: random.whole(30, 90) }),
  telephone: (random) => ({
    pixelsPerMm: random.between(5, 12), turn: random.pick([0, 0, 90, 180, 270]) + random.between(-7, 7), tiltX: random.between(-0.06, 0.06), tiltY: random.between(-0.06, 0.06), blur: random.between(0.03, 0.09),
    noise: random.between(2, 14), shadow: random.between(-50, 50), jpeg: random.whole(50, 90), paper: random.whole(180, 225), pattern: random.whole(10, 40),
    glare: random.chance(0.3) ? [spot(random, random.between(0.2, 0.7))] : [],
  }),
};

export function shotOf(distort: Distort, random: Random): Shot {
  const shot = plain(random);
  return { ...shot, ...distort(random) };
}
