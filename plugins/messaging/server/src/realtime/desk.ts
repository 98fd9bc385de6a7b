import type { Core } from '@strapi/strapi';
import { createPump, type Pump } from '#kernel';
import { messagingConfig } from '../config';
import { readViewers } from '../services/tickets/viewers';
import { onTicketsChanged, readChanges } from '../services/tickets/watch';
import type { Ticket } from '../services/tickets/ticket';
import type { RealtimeNamespace } from './namespaces';

/** Of everybody who follows the queue. */
export const QUEUE = 'queue';
const TICKET_CHANNEL = /^ticket:(.+)$/;
export const channelOfTicket = (ticketId: string): string => `ticket:${ticketId}`;

export interface Desk extends Pick<Pump, 'start' | 'stop' | 'wake'> {
  /** Resolves once every change that is committed from now on will be told to whoever is in the channel of the queue. */
  begin(): Promise<void>;
}

const changeOf = ({ id, number, subject, state, priority, category, tags, assigneeId, team, updatedAt }: Ticket) => ({
  ticketId: id, number, subject, state, priority, category, tags, assigneeId, team, updatedAt: updatedAt.toISOString(),
});

/** Tells staff what changes in the queue, and who looks at what. Each server looks for itself; to be woken makes it sooner. */
export function followDesk(strapi: Core.Strapi, staff: RealtimeNamespace): Desk {
  /** Up to where changes were told; none where nobody follows the queue. */
  let told: string | null = null;
  let beginning: Promise<void> | undefined;
  const shown = new Map<string, string>();

  const begin = (): Promise<void> =>
    (beginning ??= readChanges(strapi, null)
      .then(({ snapshot }) => void (told ??= snapshot))
      .finally(() => (beginning = undefined)));

  async function tellChanges(): Promise<void> {
    if (!staff.adapter.rooms.has(QUEUE)) return;
    if (told === null) await begin();
    const since = told;
    const { tickets, snapshot } = await readChanges(strapi, since);
    // Everybody has gone meanwhile, and whoever came since begins later.
    if (told !== since) return;
    told = snapshot;
    for (const ticket of tickets) staff.local.to(QUEUE).emit('queue:changed', changeOf(ticket));
  }

  async function tellViewers(): Promise<void> {
    const open = new Set([...staff.adapter.rooms.keys()].flatMap((channel) => TICKET_CHANNEL.exec(channel)?.[1] ?? []));
    for (const ticketId of shown.keys()) if (!open.has(ticketId)) shown.delete(ticketId);
    if (open.size === 0) return;
    const found = await readViewers(strapi, [...open]);
    for (const ticketId of open) {
      const viewers = found.get(ticketId) ?? [];
      const text = JSON.stringify(viewers);
      if (shown.get(ticketId) === text) continue;
      shown.set(ticketId, text);
      staff.local.to(channelOfTicket(ticketId)).emit('ticket:viewers', { ticketId, viewers });
    }
  }

  staff.adapter.on('delete-room', (channel: string) => {
    if (channel === QUEUE) told = null;
  });
  const pump = createPump({
    pollIntervalMs: messagingConfig(strapi).realtime.sweepMs,
    gatherMs: 20,
    onError: (error) => strapi.log.warn('Changes of tickets could not be read; trying again.', { error }),
    async pass() {
      await tellChanges();
      await tellViewers();
      return false;
    },
  });
  onTicketsChanged(strapi, () => pump.wake());
  return { ...pump, begin };
}
