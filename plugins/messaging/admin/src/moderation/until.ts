export const SPANS = ['hour', 'day', 'week', 'month', 'custom'] as const;
export type Span = (typeof SPANS)[number];

const HOUR_MS = 3_600_000;
const LENGTHS: Readonly<Record<Exclude<Span, 'custom'>, number>> = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 168 * HOUR_MS, month: 720 * HOUR_MS };

/** For how long somebody is kept from something: a span from now on, or until a moment on the clock of whoever decides. */
export interface Until {
  span: Span;
  /** As the browser's field has it, `2026-12-24T18:00`; empty until it is filled in. */
  moment: string;
}

export const FOR_A_DAY: Until = { span: 'day', moment: '' };

/** As the server takes it; `undefined` where no moment was named. */
export function endOf({ span, moment }: Until, now = Date.now()): string | undefined {
  if (span !== 'custom') return new Date(now + LENGTHS[span]).toISOString();
  const at = new Date(moment);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
