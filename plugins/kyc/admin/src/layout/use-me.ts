import { useAuth } from '@strapi/strapi/admin';

/** Strapi's own type leaves the public id out. */
interface StoredUser {
  documentId?: string;
}

/** The public id of whoever is signed in; empty until it is known. */
export const useMe = (): string => useAuth('KycReview', ({ user }) => (user as StoredUser | undefined)?.documentId) ?? '';
