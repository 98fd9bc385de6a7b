import type { Core } from '@strapi/strapi';
import { guestTickets } from './guest-tickets';
import { identificationWebhooks } from './identification-webhooks';
import { kycLimits } from './kyc-limits';
import { kycRetention } from './kyc-retention';
import { paymentDiscrepancyAlert } from './payment-discrepancy-alert';
import { ticketEscalationMail } from './ticket-escalation-mail';
import { ticketKyc } from './ticket-kyc';
import { ticketPayments } from './ticket-payments';
import { ticketProfile } from './ticket-profile';

/**
 * The glue of this product: each recipe reads an event of one plugin and calls another. It is the only place where two
 * plugins meet. Called in `register()`, so that the readers' queues exist before the first event.
 */
export function registerRecipes(strapi: Core.Strapi): void {
  guestTickets(strapi);
  identificationWebhooks(strapi);
  kycLimits(strapi);
  kycRetention(strapi);
  paymentDiscrepancyAlert(strapi);
  ticketEscalationMail(strapi);
  ticketProfile(strapi);
  ticketPayments(strapi);
  ticketKyc(strapi);
}
