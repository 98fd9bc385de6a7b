import type { Core } from '@strapi/strapi';
import { createRegistry, type Registry } from '#kernel';
import type { PaymentsConfig } from '../config';
import { gatewayMethods, type PaymentGateway } from './port';

const registries = new WeakMap<Core.Strapi, Registry<PaymentGateway>>();

/** Checks the configured gateways; the boot stops when one cannot work. */
export function registerGateways(strapi: Core.Strapi, { gateways }: PaymentsConfig): void {
  registries.set(strapi, createRegistry('payment gateway', gatewayMethods, gateways));
}

/** The gateways of this server. */
export function gateways(strapi: Core.Strapi): Registry<PaymentGateway> {
  const found = registries.get(strapi);
  if (!found) throw new Error('The payments plugin is not registered.');
  return found;
}
