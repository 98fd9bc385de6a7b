/** What a person of the staff may be allowed to do with KYC. `src/access` declares each and says who holds it. */
export type KycPermission =
  | 'applications.read'
  | 'applications.review'
  | 'numbers.reveal'
  | 'profiles.restrict'
  | 'profiles.risk'
  | 'statistics.read'
  | 'documents.read'
  | 'documents.open'
  | 'documents.judge'
  | 'documents.openings'
  | 'screening.read'
  | 'screening.decide'
  | 'evidence.read'
  | 'people.export'
  | 'verifications.read'
  | 'verifications.ask'
  | 'people.erase'
  | 'people.hold'
  | 'people.legal';

/** The name under which Strapi knows a permission, e.g. `plugin::kyc.applications.read`. */
export const permissionUid = (permission: KycPermission): string => `plugin::kyc.${permission}`;
