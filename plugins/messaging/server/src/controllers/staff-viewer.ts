import type { Context } from 'koa';
import type { StaffViewer } from '../domain/person';
import { permissionUid, type MessagingPermission } from '../permissions';

interface SignedInStaff {
  user: { documentId: string };
  userAbility: { can(action: string): boolean };
}

/** The signed-in member of staff, as Strapi's authentication of the admin panel left them. */
export function staffViewer(ctx: Context): StaffViewer {
  const { user, userAbility } = ctx.state as SignedInStaff;
  return { kind: 'staff', id: user.documentId, may: (permission) => userAbility.can(permissionUid(permission as MessagingPermission)) };
}

/** Whether they may do something of another part of the product, by its full name. */
export const mayAlso = (ctx: Context) => (action: string): boolean => (ctx.state as SignedInStaff).userAbility.can(action);
