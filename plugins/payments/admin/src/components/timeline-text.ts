import type { TimelineEntry } from '../api/types';
import { formatMoney } from '../format/money';
import { isTextKey, type TextKey, useText } from '../text';

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** The text that says this entry best; a type that is newer than this page is shown as it came. */
function keyOf({ source, type, data }: TimelineEntry): TextKey {
  if (source === 'webhook') return 'timeline.webhook';
  const detail = type === 'payment.discrepancy_found' ? (data['amountMinor'] === undefined ? '' : '.money') : type === 'payment.discrepancy_resolved' ? `.${textOf(data['action'])}` : '';
  const key = `timeline.${source}.${type}${detail}`;
  return isTextKey(key) ? key : 'timeline.other';
}

/** Says in plain words what happened. */
export function useTimelineText(): (entry: TimelineEntry) => string {
  const text = useText();
  return (entry) => {
    const { data, type } = entry;
    const kind = `discrepancyKind.${textOf(data['kind'])}`;
    const currency = data['currency'];
    const money = (minor: unknown) => (typeof minor === 'string' && typeof currency === 'string' ? formatMoney(minor, currency) : '');
    const values = { type, amount: money(data['amountMinor']), held: money(data['heldMinor']), kind: isTextKey(kind) ? text(kind) : textOf(data['kind']), status: textOf(data['status']), attempt: textOf(data['attempt']), gateway: textOf(data['gateway']) };
    const repeats = typeof data['repeats'] === 'number' && data['repeats'] > 0 ? ` ${text('timeline.repeats', { count: data['repeats'] })}` : '';
    return `${text(keyOf(entry), values)}${entry.source === 'webhook' && repeats !== '' ? `.${repeats}` : ''}`;
  };
}
