/** The steps that the customer took on the checkout page, as `GET /transaction/timeline/:id` tells them. */
export interface Timeline {
  /** Unix seconds. */
  readonly start_time: number;
  /** Seconds since the start. */
  time_spent: number;
  attempts: number;
  errors: number;
  success: boolean;
  readonly mobile: boolean;
  readonly input: unknown[];
  readonly history: { type: string; message: string; time: number }[];
}

/** A transaction is tried a handful of times; a script that hammers one must not fill the memory. */
const MAX_STEPS = 200;

export function startTimeline(nowMs: number): Timeline {
  return {
    start_time: Math.floor(nowMs / 1000), time_spent: 0, attempts: 0, errors: 0, success: false, mobile: false, input: [], history: [],
  };
}

export function addStep(timeline: Timeline, nowMs: number, type: 'open' | 'action' | 'auth' | 'error' | 'success' | 'close', message: string) {
  timeline.time_spent = Math.max(0, Math.floor(nowMs / 1000) - timeline.start_time);
  if (type === 'action') timeline.attempts += 1;
  if (type === 'error') timeline.errors += 1;
  if (type === 'success') timeline.success = true;
  if (timeline.history.length < MAX_STEPS) timeline.history.push({ type, message, time: timeline.time_spent });
}
