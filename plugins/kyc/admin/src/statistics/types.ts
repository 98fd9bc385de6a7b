export interface Figures {
  decisions: number;
  approved: number;
  passedOn: number;
  rejected: number;
  resubmissions: number;
  overturned: number;
  firstDecision: { count: number; medianSeconds: number | null; p90Seconds: number | null };
}
export type Day = Figures & { day: string; handedIn: number };
export type ReviewerFigures = Figures & { id: string; name: string | null };

export interface Statistics {
  total: Figures & { handedIn: number };
  days: Day[];
  reviewers: ReviewerFigures[];
  reasons: { code: string; count: number }[];
  overdueNow: { count: number; isMore: boolean };
}
