import { defineError } from '#kernel';

export const MemberUnknown = defineError(
  'MESSAGING_MEMBER_UNKNOWN',
  422,
  'One of the people named cannot be brought into a room with you. Check the ids of the members.',
  'A member does not exist or cannot take part; which one and why is not said.',
);
export const RoomFull = defineError<{ mostMembers: number }>(
  'MESSAGING_ROOM_FULL',
  409,
  ({ mostMembers }) => `A room takes ${mostMembers} members. Name fewer people.`,
  'More members than a room takes.',
);
export const TooManyRooms = defineError<{ mostRooms: number }>(
  'MESSAGING_TOO_MANY_ROOMS',
  409,
  ({ mostRooms }) => `Nobody is in more than ${mostRooms} rooms, and one connection listens to no more than that.`,
  'A person would be in more rooms, or one connection listen to more, than is allowed.',
);
export const ReplyUnknown = defineError('MESSAGING_REPLY_UNKNOWN', 422, 'The message that `replyTo` names is not in this room.');
export const MentionUnknown = defineError('MESSAGING_MENTION_UNKNOWN', 422, 'Somebody in `mentions` is not in this room. Mention its members only.', 'A message mentions somebody who is not a member of its room.');
export const EventUnknown = defineError<{ event: string }>(
  'MESSAGING_EVENT_UNKNOWN',
  404,
  ({ event }) => `There is no event "${event}". docs/reference/realtime.md lists them.`,
  'A client sent an event that this namespace does not know.',
);
export const AcknowledgementMissing = defineError(
  'MESSAGING_ACKNOWLEDGEMENT_MISSING',
  400,
  'Nothing was done, because nobody would have learned how it went. Send the event with an acknowledgement function: socket.emitWithAck(…).',
  'An event came without an acknowledgement function.',
);
export const Flooding = defineError<{ retryAfterSeconds: number }>(
  'MESSAGING_FLOODING',
  429,
  ({ retryAfterSeconds }) => `Too many events. Send the next one in ${retryAfterSeconds} seconds; whoever goes on is disconnected.`,
  'A connection, a person or an address sends more events than is allowed.',
);
export const WebsocketOnly = defineError(
  'MESSAGING_WEBSOCKET_ONLY',
  400,
  'This server speaks WebSocket only. Connect with { transports: ["websocket"] }.',
  'A client tried long polling.',
);
export const OriginRefused = defineError(
  'MESSAGING_ORIGIN_REFUSED',
  403,
  'Pages of this origin may not open a connection. The operator lists origins in CORS_ORIGINS.',
  'The browser names an origin that is neither this server’s own nor listed.',
);
export const NamespaceUnknown = defineError('MESSAGING_NAMESPACE_UNKNOWN', 404, 'Connect to the namespace /users; staff, with a token of the admin panel, to /staff.', 'A client entered another namespace.');
export const TooManyConnections = defineError(
  'MESSAGING_TOO_MANY_CONNECTIONS',
  429,
  'Too many connections come from your address. Close some, or wait a moment.',
  'An address has, or opens, more connections than is allowed.',
);
export const Draining = defineError('MESSAGING_DRAINING', 503, 'This server is about to stop or has not started yet. Connect again in a moment.');
export const NotAllowedInRoom = defineError('MESSAGING_NOT_ALLOWED_IN_ROOM', 403, 'Your role in this room does not allow that. Ask its owner.', 'A member of a room tried what is its owner’s, or another author’s.');
export const MessageDeleted = defineError('MESSAGING_MESSAGE_DELETED', 409, 'The message was deleted. Nothing of it can be changed any more.');
export const EditTooLate = defineError<{ editSeconds: number }>(
  'MESSAGING_EDIT_TOO_LATE',
  409,
  ({ editSeconds }) => `A message can be edited for ${editSeconds} seconds. Send another one.`,
  'A message is too old to be edited.',
);
export const TooManyEdits = defineError<{ mostVersions: number }>(
  'MESSAGING_TOO_MANY_EDITS',
  409,
  ({ mostVersions }) => `A message has ${mostVersions} versions at most. Send another one.`,
  'A message was edited too often.',
);
export const TooManyReactions = defineError<{ mostKinds: number }>(
  'MESSAGING_TOO_MANY_REACTIONS',
  409,
  ({ mostKinds }) => `A message has ${mostKinds} different reactions at most. Use one that it has.`,
  'A message has as many different reactions as it takes.',
);
export const TooManyPins = defineError<{ mostPins: number }>(
  'MESSAGING_TOO_MANY_PINS',
  409,
  ({ mostPins }) => `A room has ${mostPins} pinned messages at most. Take one off first.`,
  'A room has as many pinned messages as it takes.',
);
export const DirectRoomFixed = defineError(
  'MESSAGING_DIRECT_ROOM_FIXED',
  409,
  'A direct room stays what it is: two people and no title. Make a group instead.',
  'Somebody tried to change the members or the title of a direct room.',
);
export const RoomSilent = defineError(
  'MESSAGING_ROOM_SILENT',
  409,
  'Nothing can be said in this room now: one of you cannot be reached.',
  'In a direct room one of the two has blocked the other, or has no account any more; which of these is not said.',
);
export const CannotBlockOneself = defineError('MESSAGING_CANNOT_BLOCK_ONESELF', 422, 'You cannot block yourself. Name somebody else.');
export const TooManyBlocks = defineError<{ mostBlocks: number }>(
  'MESSAGING_TOO_MANY_BLOCKS',
  409,
  ({ mostBlocks }) => `Nobody blocks more than ${mostBlocks} people. Take somebody off first.`,
  'A person blocks as many people as is allowed.',
);
export const SearchTooBroad = defineError('MESSAGING_SEARCH_TOO_BROAD', 422, 'The search took too long. Use rarer words, or name a room.', 'A search was given up after two seconds.');
