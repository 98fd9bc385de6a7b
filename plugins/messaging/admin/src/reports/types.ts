export interface Durations {
  count: number;
  medianSeconds: number | null;
  p90Seconds: number | null;
}

export interface Figures {
  opened: number;
  resolved: number;
  firstResponse: Durations;
  resolution: Durations;
  sla: { met: number; breached: number; metPercent: number | null };
  /** From 1 to 5. */
  satisfaction: { ratings: number; average: number | null };
}

/** `key`: a day, a member of the staff, or a category; null for tickets without one. */
export type ReportRow = Figures & { key: string | null; name: string | null };

export interface Report {
  data: ReportRow[];
  meta: { total: Figures };
}

export type Grouping = 'day' | 'agent' | 'category';
