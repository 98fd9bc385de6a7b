export const HAPPENING_KINDS = ['submission', 'change', 'check', 'claim', 'reading', 'judgement', 'decision', 'other'] as const;
/** What something in the history of an application is, for whoever reads it. */
export type HappeningKind = (typeof HAPPENING_KINDS)[number];

/** That somebody looked. In most histories the most, and often not what one is looking for. */
export const READINGS = ['kyc_application.read', 'kyc_application.attempts_read', 'kyc_application.dossier_made', 'kyc_number.revealed', 'kyc_document.opened', 'kyc_document.zone_read', 'kyc_verification.read', 'screening.read', 'screening_hit.read'] as const;

const KINDS: Readonly<Record<string, HappeningKind>> = {
  'kyc_application.created': 'change',
  'kyc_application.changed': 'change',
  'kyc_application.submitted': 'submission',
  'kyc_application.checked': 'check',
  'kyc_application.claimed': 'claim',
  'kyc_application.released': 'claim',
  'kyc_application.decided': 'decision',
  'kyc_application.withdrawn': 'change',
  'kyc_application.expired': 'change',
  'kyc_document.uploaded': 'change',
  'kyc_document.removed': 'change',
  'kyc_document.accepted': 'judgement',
  'kyc_document.refused': 'judgement',
  'screening.done': 'check',
  'screening_hit.decided': 'judgement',
  'kyc_profile.risk_changed': 'judgement',
  'kyc_profile.level_granted': 'decision',
  'kyc_profile.suspended': 'decision',
  'kyc_profile.revoked': 'decision',
  ...Object.fromEntries(READINGS.map((action) => [action, 'reading' as const])),
};

/** `other` for what checks and verifiers of other plugins record. */
export const kindOf = (action: string): HappeningKind => (Object.hasOwn(KINDS, action) ? KINDS[action] : undefined) ?? 'other';
