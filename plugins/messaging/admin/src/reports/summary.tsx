import { KeyFigures, type KeyFigure } from '../../../../kernel/admin/src/components/key-figures';
import { spanOf } from '../../../../kernel/admin/src/format/due';
import { useText } from '../text';
import type { Durations, Figures } from './types';

/** What it comes to in all. */
export function Summary({ total }: { total: Figures }) {
  const text = useText();
  const long = ({ p90Seconds }: Durations) => (p90Seconds === null ? undefined : text('report.p90', { span: spanOf(p90Seconds * 1_000) }));
  const median = ({ medianSeconds }: Durations) => (medianSeconds === null ? '–' : spanOf(medianSeconds * 1_000));
  const figures: readonly KeyFigure[] = [
    [text('report.opened'), String(total.opened), text('report.ofThem', { count: total.resolved })],
    [text('report.firstResponse'), median(total.firstResponse), long(total.firstResponse)],
    [text('report.resolution'), median(total.resolution), long(total.resolution)],
    [text('report.sla'), total.sla.metPercent === null ? '–' : `${total.sla.metPercent} %`, text('report.slaCount', { met: total.sla.met, breached: total.sla.breached })],
    [text('report.satisfaction'), total.satisfaction.average === null ? '–' : `${total.satisfaction.average} / 5`, text('report.ratings', { count: total.satisfaction.ratings })],
  ];
  return <KeyFigures figures={figures} />;
}
