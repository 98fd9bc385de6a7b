export type { BackoffLimits } from './backoff.ts';
export { MessagingClosed, MessagingOutboxFull, MessagingRefused, MessagingUnanswered } from './failures.ts';
export { createMessaging, createStaffMessaging, type MessageOptions, type Messaging, type MessagingOptions, type StaffMessaging, type StaffMessagingOptions } from './messaging.ts';
export type { AttachmentLink } from './files.ts';
export type { Sent } from './outbox.ts';
export { announce, beginAt, isBehind, receive, synced, type RoomLog, type Step } from './room-log.ts';
export type { From, RoomListener } from './rooms.ts';
export type * from './wire.ts';
export type * from './wire-staff.ts';
