import { decodeZone, type DecodedZone } from './decode-zone';
import { findZones, refineZone, type ZoneCandidate } from './image/find-zone';
import type { GreyImage } from './image/grey-image';
import { NONE, unpackLayers, type Layers } from './image/network';
import { createSight, type Sight } from './image/sight';
import { smooth } from './image/smooth';
import weights from './image/weights.json';

/** A zone is one when its signs are seen at least so clearly in the mean (natural logarithm), or its composite digit holds. */
const LEAST_CLARITY = -0.5;
const BLURRED_CLARITY = -1.6;

let layers: Layers | undefined;

/** How far a picture is smoothed before lines are looked for: little, and once more where that found nothing good. */
const SMOOTHINGS = [1, 3];

/** Finds and reads the machine-readable zone of a picture, whichever way up it is; undefined where none can be read. */
export function readZone(image: GreyImage, today: string): DecodedZone | undefined {
  layers ??= unpackLayers(weights);
  const sight = createSight(image, layers);
  let best: Read | undefined;
  for (const reach of SMOOTHINGS) {
    for (const candidate of findZones(smooth(image, reach), sight)) {
      const readings = readingsOf(refineZone(candidate, sight), sight, today);
      best = [...readings, ...(best ? [best] : [])].toSorted(better)[0];
      // The composite digit and the others: that is it, and nothing else needs to be looked at.
      if (best?.zone.parsed.doesCompositeHold === true && held(best) >= ENOUGH_HELD && isSeen(best)) return best.zone;
    }
  }
  return best && isSeen(best) ? best.zone : undefined;
}

const ENOUGH_HELD = 3;

interface Read {
  readonly zone: DecodedZone;
  readonly clarity: number;
}

/** A candidate as it was placed, and with lines moved by one sign where their ends may be seen so too: the check digits tell. */
function readingsOf({ format, grids, clarity }: ZoneCandidate, sight: Sight, today: string): Read[] {
  const lines = grids.map((grid) => {
    const seen = Array.from({ length: format.length + 2 }, (_, k) => sight.look(grid, k - 1));
    const places = [1, 0, 2].map((from) => ({ logs: seen.slice(from, from + format.length), cost: 0 }));
    const clearness = places.map(({ logs }) => logs.reduce((sum, cell) => sum + Math.max(WORST, ...cell.subarray(0, NONE)), 0));
    return places.map((place, i) => ({ ...place, cost: Math.max(0, (clearness[0] ?? 0) - (clearness[i] ?? 0)) / format.length + (i === 0 ? 0 : MOVED) })).filter(({ cost }) => cost <= MOST_MOVED);
  });
  const together = lines.reduce<{ logs: Float32Array[][]; cost: number }[]>((all, places) => all.flatMap(({ logs, cost }) => places.map((place) => ({ logs: [...logs, place.logs], cost: cost + place.cost }))), [{ logs: [], cost: 0 }]);
  return together.flatMap(({ logs, cost }) => {
    const zone = decodeZone(format, logs, today);
    return zone && clarity >= (zone.parsed.doesCompositeHold ? BLURRED_CLARITY : LEAST_CLARITY) ? [{ zone, clarity: clarity - cost }] : [];
  });
}

/** One bad cell counts for no more than this (natural logarithm). */
const WORST = -4;
/** What a place beside the likeliest costs, and how much less clear a line may be there, in the mean of its signs. */
const MOVED = 0.02;
const MOST_MOVED = 0.12;

const held = ({ zone: { parsed } }: Read) => Object.values(parsed.checks).filter(Boolean).length + (parsed.doesCompositeHold ? 1 : 0);
/** Bars and stripes look like signs as well, and one digit in ten is right by chance; but nothing that they say is clear. */
const isSeen = ({ zone: { states } }: Read) => Object.values(states).some((state) => state !== 'doubtful');
const better = (a: Read, b: Read) => held(b) - held(a) || b.clarity - a.clarity;
