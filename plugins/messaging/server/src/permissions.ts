/** What a person of the staff may be allowed to do in messaging. `src/access` declares each and says who holds it. */
export type MessagingPermission = 'tickets.read' | 'tickets.answer' | 'tickets.assign' | 'tickets.rules' | 'tickets.report' | 'mails.read' | 'mails.decide' | 'moderation.act';

/** The name under which Strapi knows a permission, e.g. `plugin::messaging.tickets.read`. */
export const permissionUid = (permission: MessagingPermission): string => `plugin::messaging.${permission}`;
