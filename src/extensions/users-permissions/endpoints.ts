import { z } from '@strapi/utils';
import { defineEndpoint, TooManyRequests, Unauthenticated } from '#kernel';
import { AccountBlocked, AccountTaken, AccountUnconfirmed, RegistrationClosed, WrongCode, WrongCredentials, WrongPassword } from './errors';
import { deviceId, email, password, signedIn, tokenPair, username, userShape } from './shapes';

const tag = 'Accounts';
const text = (error: string, maxLength: number) => z.string({ error }).min(1, error).max(maxLength, error);
const done = z.object({ ok: z.literal(true) });
const newPassword = { password, passwordConfirmation: password };
const isRepeated = { check: (body: { password: string; passwordConfirmation: string }) => body.password === body.passwordConfirmation, params: { path: ['passwordConfirmation'], error: 'Type the same password twice' } };

export const signUp = defineEndpoint({
  id: 'register', method: 'POST', path: '/auth/local/register', tag, access: 'public',
  summary: 'Create an account',
  description: 'Signs in at once. Where the server asks for a confirmed e-mail address, the answer has no tokens and a mail is sent.',
  request: { body: z.strictObject({ username, email, password, deviceId: deviceId.optional() }) },
  responses: { 200: z.union([signedIn, z.object({ user: userShape })]) },
  errors: [AccountTaken, RegistrationClosed, TooManyRequests],
});
export const signIn = defineEndpoint({
  id: 'login', method: 'POST', path: '/auth/local', tag, access: 'public',
  summary: 'Sign in with an e-mail address or user name and a password',
  request: { body: z.strictObject({ identifier: z.string({ error: 'Write the e-mail address or the user name' }).min(1, 'Write the e-mail address or the user name').max(254), password, deviceId: deviceId.optional() }) },
  responses: { 200: signedIn },
  errors: [WrongCredentials, AccountBlocked, AccountUnconfirmed, TooManyRequests],
});
export const refresh = defineEndpoint({
  id: 'refreshSession', method: 'POST', path: '/auth/refresh', tag, access: 'public',
  summary: 'Get the next pair of tokens',
  description: 'A refresh token is good once. One that comes a second time was copied, so the whole sign-in ends.',
  request: { body: z.strictObject({ refreshToken: text('Send the refresh token', 2_000) }) },
  responses: { 200: tokenPair },
  errors: [Unauthenticated, TooManyRequests],
});
export const signOut = defineEndpoint({
  id: 'logout', method: 'POST', path: '/auth/logout', tag, access: 'user',
  summary: 'Sign out here, on one device, or everywhere',
  request: { body: z.strictObject({ scope: z.literal('all').optional(), deviceId: deviceId.optional(), refreshToken: z.string().optional() }).optional() },
  responses: { 200: done },
  errors: [],
});
export const listSessions = defineEndpoint({
  id: 'listSessions', method: 'GET', path: '/auth/sessions', tag, access: 'user',
  summary: 'Where you are signed in',
  request: {},
  responses: {
    200: z.object({
      data: z.array(
        z.object({
          id: z.string(), deviceId: z.string().nullable(), deviceName: z.string().nullable(), current: z.boolean(),
          loginAt: z.string().nullable(), lastRefreshAt: z.iso.datetime(),
        }),
      ),
    }),
  },
  errors: [],
});
export const endSession = defineEndpoint({
  id: 'endSession', method: 'DELETE', path: '/auth/sessions/:sessionId', tag, access: 'user',
  summary: 'Sign out one of your sessions',
  request: { params: z.object({ sessionId: z.string().min(1).max(64) }) },
  responses: { 200: z.object({ data: z.object({}) }) },
  errors: [],
});
export const forgotPassword = defineEndpoint({
  id: 'forgotPassword', method: 'POST', path: '/auth/forgot-password', tag, access: 'public',
  summary: 'Have a link to a new password mailed',
  description: 'Answers alike whether there is such an account or not.',
  request: { body: z.strictObject({ email }) },
  responses: { 200: done },
  errors: [TooManyRequests],
});
export const resetPassword = defineEndpoint({
  id: 'resetPassword', method: 'POST', path: '/auth/reset-password', tag, access: 'public',
  summary: 'Set a new password with the code of the mail',
  description: 'Ends every session of the account and signs in here.',
  request: { body: z.strictObject({ code: text('Send the code of the mail', 200), ...newPassword }).refine(isRepeated.check, isRepeated.params) },
  responses: { 200: signedIn },
  errors: [WrongCode, TooManyRequests],
});
export const changePassword = defineEndpoint({
  id: 'changePassword', method: 'POST', path: '/auth/change-password', tag, access: 'user',
  summary: 'Change your password',
  description: 'Ends every session of the account and signs in here anew.',
  request: { body: z.strictObject({ currentPassword: password, ...newPassword, deviceId: deviceId.optional() }).refine(isRepeated.check, isRepeated.params) },
  responses: { 200: signedIn },
  errors: [WrongPassword, TooManyRequests],
});
export const sendConfirmation = defineEndpoint({
  id: 'sendEmailConfirmation', method: 'POST', path: '/auth/send-email-confirmation', tag, access: 'public',
  summary: 'Have the link that confirms an e-mail address mailed again',
  description: 'Answers alike whether there is such an account or not.',
  request: { body: z.strictObject({ email }) },
  responses: { 200: z.object({ email: z.string(), sent: z.literal(true) }) },
  errors: [TooManyRequests],
});
export const confirmEmail = defineEndpoint({
  id: 'confirmEmail', method: 'GET', path: '/auth/email-confirmation', tag, access: 'public',
  summary: 'Confirm an e-mail address (the link of the mail)',
  request: { query: z.object({ confirmation: text('Send the code of the mail', 200) }) },
  responses: { 302: null },
  errors: [WrongCode, TooManyRequests],
});
export const me = defineEndpoint({
  id: 'me', method: 'GET', path: '/users/me', tag, access: 'user',
  summary: 'Who you are',
  request: {},
  responses: { 200: userShape },
  errors: [],
});
