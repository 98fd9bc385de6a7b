import type { ScheduledReply } from '../services/tickets/schedule';

export const presentScheduled = (reply: ScheduledReply) => ({ ...reply, sendAt: reply.sendAt.toISOString() });
