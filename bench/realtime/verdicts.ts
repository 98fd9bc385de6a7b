import { ratios, type Turn, type Verdict } from '../measures/measured.ts';
import { median } from '../statistics.ts';
import { LARGE, SMALL } from './measures/history.ts';
import type { IdleFigure } from './measures/idle.ts';
import type { ChatTurn } from './measures/messages.ts';

const BARS = { cpuOfADelivery: 1.25, p99: 1.5, hotRoom: 0.9, idle: 1.3, history: 1.2 };

const verdict = (work: string, against: string, ratio: number, bar: number, isAtLeast = false): Verdict => ({
  work, against, bar: `${isAtLeast ? '≥' : '≤'} ${bar} ×`, measured: `${ratio.toFixed(2)} ×`, isMet: isAtLeast ? ratio >= bar : ratio <= bar,
});

const ratioOf = (turns: readonly Turn[], measure: string, of: string, to: string, figure: (turn: Turn) => number | undefined): number => {
  const figures = (name: string) => turns.filter((turn) => turn.measure === measure && turn.contender === name).map((turn) => figure(turn) ?? Number.NaN);
  return median(ratios(figures(of), figures(to)));
};
const toExpress = (turns: readonly Turn[], measure: string, figure: (turn: Turn) => number | undefined) => ratioOf(turns, measure, 'Mangrove', 'Express', figure);

export function judgeDelivery(turns: readonly ChatTurn[], name: 'fan-out' | 'many-rooms'): Verdict[] {
  const wrong = turns.filter(({ measure, contender }) => measure === name && contender === 'Mangrove').reduce((sum, { lost, doubled, reordered }) => sum + lost + doubled + reordered, 0);
  return [
    { work: `${name}, lost, doubled or reordered`, against: '–', bar: '0', measured: String(wrong), isMet: wrong === 0 },
    verdict(`${name}, server CPU a delivery`, 'Express', toExpress(turns, name, (turn) => turn.serverCpuMicros), BARS.cpuOfADelivery),
    verdict(`${name}, p99`, 'Express', toExpress(turns, name, (turn) => turn.p99Ms), BARS.p99),
  ];
}

export const judgeHotRoom = (turns: readonly ChatTurn[]): Verdict[] => [verdict('one hot room, messages/s', 'Express', toExpress(turns, 'hot-room', (turn) => turn.perSecond), BARS.hotRoom, true)];

export function judgeIdle(figures: readonly IdleFigure[]): Verdict[] {
  // Less than nothing is a collector's doing, and no measurement.
  const of = (name: string) => figures.find(({ contender, kilobytesEach }) => contender === name && kilobytesEach > 0)?.kilobytesEach ?? Number.NaN;
  return [verdict('memory of an idle connection', 'Express', of('Mangrove') / of('Express'), BARS.idle)];
}

export const judgeHistory = (turns: readonly Turn[]): Verdict[] => [verdict('time of a room’s last 50 events', 'small table', ratioOf(turns, 'history', LARGE, SMALL, (turn) => turn.meanMs), BARS.history)];
