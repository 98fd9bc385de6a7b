/** Why staff look at a document; each opening is recorded with it. Words of ours alone: a free text would hold personal data for ever. */
export const OPENING_PURPOSES = ['review', 'second_review', 'quality_check', 'complaint', 'legal_request'] as const;
export type OpeningPurpose = (typeof OPENING_PURPOSES)[number];
