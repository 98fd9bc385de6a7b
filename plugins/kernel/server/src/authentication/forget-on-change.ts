import type { Core } from '@strapi/strapi';
import { transaction } from '../transaction';
import type { Authentication } from './authentication';
import { forgetStaff } from './staff';

interface Change {
  action: string;
  model: { uid: string };
  params: { where?: Record<string, unknown>; data?: Record<string, unknown> };
  result?: unknown;
}

const USER = 'plugin::users-permissions.user';
const SESSION = 'admin::session';

/**
 * Forgets who is signed in as soon as anything changes that the answer was made of: in users-permissions, the session
 * manager, the admin panel, whoever wrote it. What goes around Strapi's queries is noticed when the answer grows old.
 */
export function forgetOnChange(strapi: Core.Strapi, authentication: Authentication): void {
  /** Now and after COMMIT: before it the old rows can still be read, and be kept again. */
  const twice = async (forget: () => void) => {
    forget();
    if (strapi.db.inTransaction()) await transaction(strapi, (tx) => Promise.resolve(tx.afterCommit(forget)));
  };
  const onChange = (event: unknown) => {
    const userId = userOf(event as Change);
    return twice(() => authentication.forget(userId));
  };
  const onStaffChange = () => twice(() => forgetStaff(strapi));
  const removals = (listener: (event: unknown) => Promise<void>) => ({ afterUpdate: listener, afterUpdateMany: listener, afterDelete: listener, afterDeleteMany: listener });
  const all = (listener: (event: unknown) => Promise<void>) => ({ afterCreate: listener, afterCreateMany: listener, ...removals(listener) });
  strapi.db.lifecycles.subscribe({ models: [USER, SESSION, 'strapi::core-store'], ...removals(onChange) });
  strapi.db.lifecycles.subscribe({ models: ['plugin::users-permissions.role', 'plugin::users-permissions.permission'], ...all(onChange) });
  strapi.db.lifecycles.subscribe({ models: [SESSION, 'admin::user'], ...removals(onStaffChange) });
  strapi.db.lifecycles.subscribe({ models: ['admin::role', 'admin::permission'], ...all(onStaffChange) });
}

/** The one user whom a change concerns; `undefined` when it may be anybody. */
function userOf({ model, params, result }: Change): number | undefined {
  const id =
    model.uid === USER
      ? (result as { id?: unknown } | null | undefined)?.id
      : model.uid === SESSION
        ? (params.where?.userId ?? (result as { userId?: unknown } | null | undefined)?.userId)
        : undefined;
  const number = Number(id);
  return id !== undefined && Number.isSafeInteger(number) ? number : undefined;
}
