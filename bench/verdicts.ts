import { LARGE, listCases, SMALL } from './measures/growth.ts';
import { figuresOf, ratios, type Turn, type Verdict } from './measures/measured.ts';
import type { MemoryFigure } from './measures/memory.ts';
import { median } from './statistics.ts';

/** What was promised. A ratio is the median of the rounds' own ratios, so that a slow minute of the machine counts for both. */
const BARS = { listToExpress: 0.6, listToStrapi: 6, webhooksToExpress: 0.6, memoryToStrapi: 1.3, growth: 1.2 };

const times = (ratio: number) => `${ratio.toFixed(2)} ×`;
const atLeast = (work: string, against: string, ratio: number, bar: number): Verdict => ({ work, against, bar: `≥ ${bar} ×`, measured: times(ratio), isMet: ratio >= bar });
const atMost = (work: string, against: string, ratio: number, bar: number): Verdict => ({ work, against, bar: `≤ ${bar} ×`, measured: times(ratio), isMet: ratio <= bar });

export function judgeList(turns: readonly Turn[]): Verdict[] {
  const against = (peer: string) => median(ratios(figuresOf(turns, 'list', 'Mangrove', 'perSecond'), figuresOf(turns, 'list', peer, 'perSecond')));
  return [
    atLeast('list of 25, requests/s', 'Express', against('Express'), BARS.listToExpress),
    atLeast('list of 25, requests/s', 'Strapi', against('Strapi'), BARS.listToStrapi),
  ];
}

export function judgeWebhooks(turns: readonly Turn[]): Verdict[] {
  const ratio = median(ratios(figuresOf(turns, 'webhooks', 'Mangrove', 'perSecond'), figuresOf(turns, 'webhooks', 'Express', 'perSecond')));
  return [atLeast('webhooks fully processed, a second', 'Express', ratio, BARS.webhooksToExpress)];
}

export function judgeMemory(figures: readonly MemoryFigure[]): Verdict[] {
  const of = (name: string) => figures.find(({ contender }) => contender === name)?.residentMegabytes ?? Number.NaN;
  return [atMost('memory after the run', 'Strapi', of('Mangrove') / of('Strapi'), BARS.memoryToStrapi)];
}

export function judgeGrowth(turns: readonly Turn[]): Verdict[] {
  return listCases.map(({ name }) => {
    const ratio = median(ratios(figuresOf(turns, name, LARGE, 'meanMs'), figuresOf(turns, name, SMALL, 'meanMs')));
    return atMost(`time of the ${name}`, 'small table', ratio, BARS.growth);
  });
}
