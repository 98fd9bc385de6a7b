import { defineError } from '#kernel';

export const PersonRestricted = defineError(
  'KYC_RESTRICTED',
  403,
  'What is known of this person is restricted: it is kept because it must be, and nobody works with it. Staff who may look at it for the law ask for that first.',
  'The person, or staff for them, asked to be forgotten, and the time to keep their data is not over.',
);
export const HoldSet = defineError('KYC_HOLD', 409, 'There is a legal hold on this person already; lift that one first, or leave it.', 'A person has one legal hold of a reason at a time.');
export const ErasureOver = defineError<{ state: string }>(
  'KYC_ERASURE_OVER',
  409,
  ({ state }) => `This person is "${state}": only what is restricted can be given free again.`,
  'Whoever was forgotten cannot be remembered.',
);
