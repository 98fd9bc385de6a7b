export const REPORT_REASONS = ['spam', 'abuse', 'fraud', 'illegal', 'other'] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

/** What a moderator does about a report: nothing, take the message away, or silence or put out its author. */
export const REPORT_OUTCOMES = ['dismissed', 'removed', 'muted', 'banned'] as const;
export type ReportOutcome = (typeof REPORT_OUTCOMES)[number];

export const LONGEST_REASON = 500;
export const LONGEST_COMMENT = 1_000;
