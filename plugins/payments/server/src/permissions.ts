/** What a person of the staff may be allowed to do with payments. `src/access` declares each and says who holds it. */
export type PaymentPermission = 'payments.read' | 'payments.sync' | 'payments.resolve' | 'webhooks.read' | 'webhooks.replay';

/** The name under which Strapi knows a permission, e.g. `plugin::payments.payments.read`. */
export const permissionUid = (permission: PaymentPermission): string => `plugin::payments.${permission}`;
