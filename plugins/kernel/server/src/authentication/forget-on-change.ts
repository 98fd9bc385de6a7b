import type { Core } from '@strapi/strapi';
import { transaction } from '../transaction';
import type { Authentication } from './authentication';

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
  const onChange = async (event: unknown) => {
    const userId = userOf(event as Change);
    authentication.forget(userId);
    // Before COMMIT the old rows can still be read, and be kept again.
    if (strapi.db.inTransaction()) {
      await transaction(strapi, (tx) => Promise.resolve(tx.afterCommit(() => authentication.forget(userId))));
    }
  };
  const removals = { afterUpdate: onChange, afterUpdateMany: onChange, afterDelete: onChange, afterDeleteMany: onChange };
  strapi.db.lifecycles.subscribe({ models: [USER, SESSION, 'strapi::core-store'], ...removals });
  strapi.db.lifecycles.subscribe({
    models: ['plugin::users-permissions.role', 'plugin::users-permissions.permission'],
    afterCreate: onChange,
    afterCreateMany: onChange,
    ...removals,
  });
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
