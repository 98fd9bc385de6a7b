import type { Core } from '@strapi/strapi';
import type { AssignmentStrategy } from './domain/assignment';

/** What `config/plugins.ts` gives the messaging plugin. */
export interface MessagingConfig {
  rooms: {
    /** Members of one room. */
    mostMembers: number;
    /** Rooms of one person, and rooms that one connection listens to. */
    mostPerPerson: number;
  };
  messages: {
    /** How long after it was sent its author may edit a message. */
    editSeconds: number;
  };
  tickets: {
    /** Of the first ticket. */
    numberStart: number;
    /** Each number is up to so much beyond the last, at random. */
    numberStep: number;
    /** How long after it was done its customer may open a ticket again. */
    reopenDays: number;
    perRequesterAndHour: number;
    /** How tickets find their agents. */
    assignment: AssignmentStrategy;
  };
  attachments: {
    /** Of one file. */
    maxBytes: number;
    /** How long a link to one is good for. */
    linkSeconds: number;
    /** By one person. */
    uploadsPerMinute: number;
  };
  realtime: {
    /** Origins of browsers that may connect; `*` admits all. A client without an origin is no browser. */
    origins: readonly string[];
    /** How many proxies stand before this server. */
    trustedProxies: number;
    connectionsPerAddress: number;
    /** Events a second of one connection; a person may send twice as many over all of theirs, an address as if a twentieth of its connections did. */
    eventsPerSecond: number;
    /** How often this server looks for events that reached it no other way. */
    sweepMs: number;
    /** Where servers tell each other that there is something to look for; one server needs none. */
    redisUrl: string | undefined;
  };
}

/** @throws Error with a sentence when the plugin cannot work as configured. */
export function validateMessagingConfig({ rooms, tickets, realtime }: MessagingConfig): void {
  if (!(rooms.mostMembers >= 2)) throw new Error('messaging needs rooms.mostMembers of 2 or more.');
  if (!(tickets.numberStep >= 1)) throw new Error('messaging needs tickets.numberStep of 1 or more.');
  if (!(realtime.sweepMs >= 50)) throw new Error('messaging needs realtime.sweepMs of 50 or more.');
}

export const messagingConfig = (strapi: Core.Strapi): MessagingConfig => strapi.config.get('plugin::messaging') as MessagingConfig;
