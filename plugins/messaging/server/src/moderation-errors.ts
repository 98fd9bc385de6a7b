import { defineError } from '#kernel';

export const Muted = defineError<{ until: string }>(
  'MESSAGING_MUTED',
  403,
  ({ until }) => `A moderator has muted you until ${until}: you can read, and say nothing. GET /api/sanctions says why.`,
  'Somebody who is muted, in this room or everywhere, tried to write, edit, react, pin, type or make a room.',
);
export const Banned = defineError<{ until: string }>(
  'MESSAGING_BANNED',
  403,
  ({ until }) => `A moderator keeps you out until ${until}. GET /api/sanctions says why.`,
  'Somebody who is banned everywhere tried anything in any room.',
);
export const SlowMode = defineError<{ retryAfterSeconds: number }>(
  'MESSAGING_SLOW_MODE',
  429,
  ({ retryAfterSeconds }) => `This room is in slow mode. Send your next message in ${retryAfterSeconds} seconds.`,
  'A member of a group in slow mode wrote again too early; its owner is not bound by it.',
);
export const TextRefused = defineError('MESSAGING_TEXT_REFUSED', 422, 'This text is not allowed here. Say it in other words.', 'A word filter refuses the text of a message, or the title of a room.');
export const TextUnchecked = defineError(
  'MESSAGING_TEXT_UNCHECKED',
  503,
  'The text could not be checked, so it was not stored. Send it again in a moment.',
  'A word filter failed, or did not answer in time.',
);
export const CannotSanctionOneself = defineError('MESSAGING_CANNOT_SANCTION_ONESELF', 422, 'You cannot sanction yourself. Name somebody else.');
export const ModeratorProtected = defineError(
  'MESSAGING_MODERATOR_PROTECTED',
  403,
  'This person is a moderator, whom only staff in the admin panel may sanction.',
  'A moderator of the API tried to sanction another one.',
);
export const BanNeedsGroup = defineError(
  'MESSAGING_BAN_NEEDS_GROUP',
  409,
  'A direct room keeps its two people. Mute this person there, or ban them everywhere: name no room, or the scope "everywhere".',
  'A moderator tried to ban somebody from a direct room.',
);
export const CannotReportOneself = defineError('MESSAGING_CANNOT_REPORT_ONESELF', 422, 'This message is yours. Delete it instead.');
export const TooManyReports = defineError<{ mostOpen: number }>(
  'MESSAGING_TOO_MANY_REPORTS',
  409,
  ({ mostOpen }) => `${mostOpen} of your reports have not been looked at yet. Wait until some of them are.`,
  'Somebody has as many open reports as is allowed.',
);
export const ReportSettled = defineError<{ outcome: string; resolvedBy: string; resolvedAt: string }>(
  'MESSAGING_REPORT_SETTLED',
  409,
  ({ outcome, resolvedBy, resolvedAt }) => `${resolvedBy} has settled this report at ${resolvedAt}: ${outcome}.`,
  'Another moderator was first; `details` says who, when and how.',
);
