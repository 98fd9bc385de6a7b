/** What a person of the staff may be allowed to do in KYC. `src/access` declares each and says who holds it. */
export type KycPermission = 'documents.read' | 'documents.open' | 'documents.judge' | 'documents.openings';

/** The name under which Strapi knows a permission, e.g. `plugin::kyc.documents.open`. */
export const permissionUid = (permission: KycPermission): string => `plugin::kyc.${permission}`;
