import { defineError } from '#kernel';

export const WrongCredentials = defineError(
  'ACCOUNT_WRONG_CREDENTIALS',
  400,
  'The user or the password is wrong. Check both, or reset the password.',
  'No account has that e-mail address or user name, or its password is another one: the two answer alike.',
);
export const AccountBlocked = defineError(
  'ACCOUNT_BLOCKED',
  403,
  'This account is blocked. Write to support.',
  'The password is right, but staff blocked the account.',
);
export const AccountUnconfirmed = defineError(
  'ACCOUNT_UNCONFIRMED',
  403,
  'Confirm your e-mail address first: open the link in the mail that we sent, or ask for another one.',
  'The password is right, but the e-mail address is not confirmed yet, and this server asks for that.',
);
export const AccountTaken = defineError(
  'ACCOUNT_TAKEN',
  409,
  'There is an account with this e-mail address or user name already. Sign in, reset the password, or choose others.',
  'Registration with an e-mail address or a user name of another account; which of the two is not said.',
);
export const RegistrationClosed = defineError('ACCOUNT_REGISTRATION_CLOSED', 403, 'This server takes no new accounts at the moment.');
export const WrongPassword = defineError(
  'ACCOUNT_WRONG_PASSWORD',
  400,
  'The current password is wrong. Type it again, or sign out and reset it.',
);
export const WrongCode = defineError(
  'ACCOUNT_WRONG_CODE',
  400,
  'This link has expired or was used before. Ask for a new one.',
  'The code of a mail to reset a password or to confirm an address is unknown, used, or too old.',
);
