import { z } from '@strapi/utils';

export const userShape = z.object({
  id: z.string().meta({ description: 'Public id of the user.', examples: ['usr_01kaqz3v8m4t6w0c9e5r2b7n1d'] }),
  username: z.string(),
  email: z.string(),
  confirmed: z.boolean(),
  blocked: z.boolean(),
  role: z.object({ type: z.string(), name: z.string() }).optional(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type UserShape = z.output<typeof userShape>;

export const tokenPair = z.object({
  jwt: z.string().meta({ description: 'Access token: send it as "Authorization: Bearer …".' }),
  refreshToken: z.string().meta({ description: 'Good for one call of /auth/refresh.' }),
});
export const signedIn = tokenPair.extend({ user: userShape });

export const email = z.email({ error: 'Write an e-mail address, e.g. ada@example.com' }).max(254, 'An e-mail address has at most 254 characters').toLowerCase();
export const username = z
  .string({ error: 'Choose a user name, e.g. ada_lovelace' })
  .min(3, 'A user name has 3 characters or more')
  .max(254, 'A user name has at most 254 characters')
  .regex(/^[\p{L}\p{N}._+@-]+$/u, 'A user name has letters, digits and . _ + - @ only, e.g. ada_lovelace');
/** The rule itself needs the account; see password-rule.ts. The limit only keeps nonsense out. */
export const password = z.string({ error: 'Type a password' }).min(1, 'Type a password').max(1_000, 'A password has at most 72 bytes');
export const deviceId = z.string().min(1).max(128).meta({ description: 'Chosen by the client, to end the sessions of one device.' });

interface UserRecord {
  documentId: string;
  username: string;
  email: string;
  confirmed?: boolean | null;
  blocked?: boolean | null;
  role?: { type: string; name: string } | null;
  createdAt: Date | string;
  updatedAt: Date | string;
}

/** A user as clients see it: no row number, no second id. */
export const presentUser = (user: UserRecord): UserShape => ({
  id: user.documentId,
  username: user.username,
  email: user.email,
  confirmed: user.confirmed === true,
  blocked: user.blocked === true,
  ...(user.role ? { role: { type: user.role.type, name: user.role.name } } : {}),
  createdAt: new Date(user.createdAt).toISOString(),
  updatedAt: new Date(user.updatedAt).toISOString(),
});
