import type { Core } from '@strapi/strapi';
import type { WatchPolicy } from './domain/watch';
import type { PaymentGateway } from './gateways/port';

/** What `config/plugins.ts` gives the payments plugin. */
export interface PaymentsConfig {
  /** The first one is used where a payment names none. */
  gateways: readonly PaymentGateway[];
  /** Starting and syncing a payment calls the gateway: nobody may make us do that without end. */
  callsPerUserAndMinute: number;
  watch: WatchPolicy;
  /** Whose midnight ends the day of a limit, e.g. `Africa/Lagos`. */
  dayZone: string;
}

/** @throws Error with a sentence when the plugin cannot work as configured. */
export function validatePaymentsConfig({ gateways, watch }: PaymentsConfig): void {
  if (!Array.isArray(gateways) || gateways.length === 0) throw new Error('payments needs at least one gateway in config/plugins.ts.');
  if (!(watch.firstCheckSeconds < watch.giveUpSeconds && watch.giveUpSeconds < watch.forgetSeconds)) {
    throw new Error('payments needs firstCheckSeconds < giveUpSeconds < forgetSeconds.');
  }
}

export const paymentsConfig = (strapi: Core.Strapi): PaymentsConfig => strapi.config.get('plugin::payments') as PaymentsConfig;
