import type { Core } from '@strapi/strapi';
import { paymentDiscrepancyAlert } from './payment-discrepancy-alert';
import { ticketEscalationMail } from './ticket-escalation-mail';

/**
 * The glue of this product: each recipe reads an event of one plugin and calls another. It is the only place where two
 * plugins meet. Called in `register()`, so that the readers' queues exist before the first event.
 */
export function registerRecipes(strapi: Core.Strapi): void {
  paymentDiscrepancyAlert(strapi);
  ticketEscalationMail(strapi);
}
