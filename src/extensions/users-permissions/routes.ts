import { route } from '#kernel';
import {
  changePassword, confirmEmail, endSession, forgotPassword, listSessions, me, refresh, resetPassword, sendConfirmation, signIn, signOut, signUp,
} from './endpoints';

/** All that the outside can ask of users-permissions. Its other routes (lists of users, roles, OAuth) do not exist here. */
export const accountRoutes = [
  route(signUp, 'auth.register'),
  route(signIn, 'auth.callback'),
  route(refresh, 'auth.refresh'),
  route(signOut, 'auth.logout'),
  route(listSessions, 'auth.getSessions'),
  route(endSession, 'auth.revokeSession'),
  route(forgotPassword, 'auth.forgotPassword'),
  route(resetPassword, 'auth.resetPassword'),
  route(changePassword, 'auth.changePassword'),
  route(sendConfirmation, 'auth.sendEmailConfirmation'),
  route(confirmEmail, 'auth.emailConfirmation'),
  route(me, 'user.me'),
];
