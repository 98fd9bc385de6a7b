import { permissionUid, type MessagingPermission } from '../../permissions';

/** Active staff `u` whose roles let them do something, as a query to be gone on with; Strapi's first role may everything. */
export const staffWhoMay = (permission: MessagingPermission): string => `SELECT u.document_id FROM admin_users u WHERE u.is_active AND u.blocked IS NOT TRUE AND EXISTS (
  SELECT 1 FROM admin_users_roles_lnk l JOIN admin_roles r ON r.id = l.role_id
    LEFT JOIN admin_permissions_role_lnk k ON k.role_id = r.id LEFT JOIN admin_permissions p ON p.id = k.permission_id
   WHERE l.user_id = u.id AND (r.code = 'strapi-super-admin' OR p.action = '${permissionUid(permission)}'))`;
