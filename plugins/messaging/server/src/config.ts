import type { Core } from '@strapi/strapi';
import type { AssignmentStrategy } from './domain/assignment';
import { splitAddress } from './domain/mail/address';
import { LONGEST_SUPPORT_LOCAL_PART, type SupportAddress } from './domain/mail/ticket-address';
import type { InboundMail } from './mailboxes/port';
import type { WordFilter } from './filters/port';

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
  mail: {
    /** Where customers write to, and who answers; without it e-mail is no channel of tickets. */
    support: SupportAddress | undefined;
    /** Who hands mail over to us. */
    mailboxes: readonly InboundMail[];
    /** Mails of one author that are taken in an hour before staff look at them. */
    mostAnHour: number;
    /** Files of one answer that go along in its mail, together. */
    mostAttachedBytes: number;
    /** What one caller may ask without an account in an hour. */
    guestsPerCallerAndHour: number;
    /** The frontend's page to which the mail to a guest links; without it guests ask by mail only. */
    guestConfirmUrl: string | undefined;
  };
  attachments: {
    /** Of one file. */
    maxBytes: number;
    /** How long a link to one is good for. */
    linkSeconds: number;
    /** By one person. */
    uploadsPerMinute: number;
  };
  /** Asked in this order before a message or an edit is stored. */
  filters: readonly WordFilter[];
  moderation: {
    /** How long reports keep what a message said, after they were settled. */
    evidenceDays: number;
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
export function validateMessagingConfig({ rooms, tickets, realtime, mail }: MessagingConfig): void {
  if (!(rooms.mostMembers >= 2)) throw new Error('messaging needs rooms.mostMembers of 2 or more.');
  if (!(tickets.numberStep >= 1)) throw new Error('messaging needs tickets.numberStep of 1 or more.');
  if (!(realtime.sweepMs >= 50)) throw new Error('messaging needs realtime.sweepMs of 50 or more.');
  if (mail.support === undefined && mail.mailboxes.length > 0) throw new Error('messaging takes mail only where SUPPORT_MAIL_ADDRESS says whose it is.');
  if (mail.support !== undefined) validateSupport(mail.support);
}

function validateSupport({ address, secrets }: SupportAddress): void {
  const [local] = splitAddress(address);
  if (secrets.length === 0) throw new Error('SUPPORT_MAIL_ADDRESS is set, and SUPPORT_MAIL_SECRETS is not; expected a random text, e.g. from: openssl rand -base64 32');
  if (local.includes('+') || local.length > LONGEST_SUPPORT_LOCAL_PART) {
    throw new Error(`SUPPORT_MAIL_ADDRESS has ${JSON.stringify(local)} before the @; expected at most ${LONGEST_SUPPORT_LOCAL_PART} characters without a plus, since ticket numbers are put behind it.`);
  }
}

export const messagingConfig = (strapi: Core.Strapi): MessagingConfig => strapi.config.get('plugin::messaging') as MessagingConfig;
