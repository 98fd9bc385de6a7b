/** What a person of the staff may be allowed to do with payments. `src/access` says which roles hold what. */
export const paymentPermissions = [
  { uid: 'payments.read', displayName: 'See payments, their ledger entries and their discrepancies', subCategory: 'payments' },
  { uid: 'payments.sync', displayName: 'Ask the gateway about a payment', subCategory: 'payments' },
  { uid: 'payments.resolve', displayName: 'Credit, return or dismiss what does not fit', subCategory: 'payments' },
  { uid: 'webhooks.read', displayName: 'Read the raw body of a webhook (each reading is recorded)', subCategory: 'webhooks' },
  { uid: 'webhooks.replay', displayName: 'Process a webhook again', subCategory: 'webhooks' },
] as const;

export type PaymentPermission = (typeof paymentPermissions)[number]['uid'];

/** The name under which Strapi knows a permission, e.g. `plugin::payments.payments.read`. */
export const permissionUid = (permission: PaymentPermission): string => `plugin::payments.${permission}`;
