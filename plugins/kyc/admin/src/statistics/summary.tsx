import { KeyFigures, type KeyFigure } from '../../../../kernel/admin/src/components/key-figures';
import { spanOf } from '../../../../kernel/admin/src/format/due';
import { useText } from '../text';
import type { Statistics } from './types';

const span = (seconds: number | null): string => (seconds === null ? '–' : spanOf(seconds * 1_000));

/** What it comes to in all. */
export function Summary({ statistics: { total, overdueNow } }: { statistics: Statistics }) {
  const text = useText();
  const { firstDecision } = total;
  const figures: readonly KeyFigure[] = [
    [text('statistics.handedIn'), String(total.handedIn)],
    [text('statistics.decisions'), String(total.decisions), text('statistics.passedOn', { count: total.passedOn })],
    [text('statistics.firstDecision'), span(firstDecision.medianSeconds), firstDecision.p90Seconds === null ? undefined : text('statistics.p90', { span: span(firstDecision.p90Seconds) })],
    [text('statistics.overturned'), String(total.overturned), text('statistics.overturnedHint')],
    [text('statistics.overdue'), overdueNow.isMore ? `${overdueNow.count}+` : String(overdueNow.count), text('statistics.overdueHint')],
  ];
  return <KeyFigures figures={figures} />;
}
