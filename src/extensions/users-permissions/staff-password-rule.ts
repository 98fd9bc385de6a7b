import type { Core } from '@strapi/strapi';
import { USER } from './accounts';
import { assertPassword } from './password-rule';

/** Holds for whoever sets a user's password, staff in the content manager included: seen here before it is hashed. */
export function enforcePasswordRule(strapi: Core.Strapi): void {
  strapi.documents.use(async (context, next) => {
    if (context.uid === USER && (context.action === 'create' || context.action === 'update')) {
      const { data, documentId } = context.params as { data?: Record<string, unknown>; documentId?: string };
      if (typeof data?.password === 'string') {
        const stored = documentId === undefined ? undefined : await storedNames(strapi, documentId);
        const text = (value: unknown, otherwise: string | undefined) => (typeof value === 'string' ? value : otherwise);
        assertPassword(data.password, { email: text(data.email, stored?.email), username: text(data.username, stored?.username) });
      }
    }
    return next();
  });
}

/** Through Strapi's query, which is part of the transaction that this write may be in. */
const storedNames = (strapi: Core.Strapi, documentId: string) =>
  strapi.db.query(USER).findOne({ where: { documentId }, select: ['email', 'username'] }) as Promise<{ email?: string; username?: string } | undefined>;
