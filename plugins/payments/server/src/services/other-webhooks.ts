import type { Core } from '@strapi/strapi';

/**
 * Somebody else's webhooks at our address: an account at a gateway has one address for everything, and tells there of
 * things that are no payments, too.
 */
export interface OtherWebhooks {
  /** The code of the gateway, e.g. `paystack`. */
  readonly gateway: string;
  /** How the types of their events begin, e.g. `customeridentification.`. */
  readonly prefix: string;
  /** Takes in one that is authentic, in the place of us; what it throws is the answer. */
  take(rawBody: Buffer, headers: Record<string, string | undefined>): Promise<void>;
}

const others = new WeakMap<Core.Strapi, OtherWebhooks[]>();

/** Where a recipe says, in `register`, who reads the webhooks of a gateway that are no payments. */
export const otherWebhooks = (strapi: Core.Strapi) => ({
  add: (reader: OtherWebhooks): void => void others.set(strapi, [...(others.get(strapi) ?? []), reader]),
  find: (gateway: string, eventType: string): OtherWebhooks | undefined => others.get(strapi)?.find((one) => one.gateway === gateway && eventType.startsWith(one.prefix)),
});
