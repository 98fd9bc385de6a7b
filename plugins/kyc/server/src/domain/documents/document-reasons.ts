export interface DocumentReason {
  code: string;
  /** What the applicant is told. */
  text: string;
  /** What the applicant is told is another reason: that we suspect something is for staff alone. */
  shownAs?: string;
}

/** Why staff refuse a document. Codes never change their meaning. */
export const DOCUMENT_REASONS: readonly DocumentReason[] = [
  { code: 'blurred', text: 'The picture is not sharp enough to be read.' },
  { code: 'glare', text: 'Something shines on it. Take it without flash.' },
  { code: 'cropped', text: 'A part of it is not in the picture.' },
  { code: 'expired', text: 'It has expired. Send one that is valid.' },
  { code: 'outdated', text: 'It is too old. Send a recent one.' },
  { code: 'wrong_type', text: 'It is another document than the one asked for.' },
  { code: 'wrong_side', text: 'It is the other side of the document.' },
  { code: 'missing_page', text: 'A page is missing.' },
  { code: 'details_differ', text: 'What it says differs from what you entered.' },
  { code: 'not_accepted', text: 'It could not be accepted. Send another document.' },
  { code: 'suspected_alteration', text: 'It seems to be altered or made up.', shownAs: 'not_accepted' },
  { code: 'suspected_identity_theft', text: 'It seems to belong to somebody else.', shownAs: 'not_accepted' },
  { code: 'seen_with_another_person', text: 'Another person has sent the same.', shownAs: 'not_accepted' },
];

export const DOCUMENT_REASON_CODES = DOCUMENT_REASONS.map(({ code }) => code);
const byCode = new Map(DOCUMENT_REASONS.map((reason) => [reason.code, reason]));

/** What the applicant may know of why a document was refused: each reason once, suspicions as what they are shown as. */
export function publicReasons(codes: readonly string[]): { code: string; text: string }[] {
  const shown = new Map<string, string>();
  for (const code of codes) {
    const reason = byCode.get(byCode.get(code)?.shownAs ?? code);
    if (reason) shown.set(reason.code, reason.text);
  }
  return [...shown].map(([code, text]) => ({ code, text }));
}
