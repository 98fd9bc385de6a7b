import { z } from '@strapi/utils';

/** Longer than any token of ours. */
export const accessToken = z.string().min(1).max(4_096).meta({ description: 'An access token', example: 'eyJhbGciOi…' });

export const refreshSession = z.strictObject({ token: accessToken });
export const refreshedSession = z.strictObject({ expiresAt: z.iso.datetime().meta({ description: 'When the new token ends', example: '2026-11-22T18:10:00.000Z' }) });

/** Why the server ends a connection; it is cut right after. */
export const sessionEnd = z.strictObject({
  code: z.enum(['signed_out', 'token_reused', 'password_changed', 'blocked', 'role_changed', 'deleted', 'expired', 'flooding']),
});
export type SessionEndCode = z.output<typeof sessionEnd>['code'];
