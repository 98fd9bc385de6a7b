const MINUTE_MS = 60_000;
/** Less than this is left: whoever looks should hurry. */
const SOON_MS = 30 * MINUTE_MS;

export interface Due {
  urgency: 'calm' | 'soon' | 'late';
  /** Days, hours, minutes or seconds, of two kinds at most: `1 h 5 min`. */
  span: string;
}

/** How long until something is due, or since when it is late. `soonMs`: from how much time on one should hurry. */
export function dueIn(dueAt: string, isBreached: boolean, nowMs: number, soonMs = SOON_MS): Due {
  const leftMs = Date.parse(dueAt) - nowMs;
  const urgency = isBreached || leftMs <= 0 ? 'late' : leftMs < soonMs ? 'soon' : 'calm';
  return { urgency, span: spanOf(Math.abs(leftMs)) };
}

export function spanOf(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) return '0 s';
  // Seconds beside minutes only where they matter.
  const shown = parts.slice(first, first + 2).filter(([count, unit]) => count > 0 && (unit !== 's' || seconds < 600));
  return shown.map(([count, unit]) => `${count} ${unit}`).join(' ');
}
