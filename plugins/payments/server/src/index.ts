import type { Core } from '@strapi/strapi';
import { installGuards, kernel } from '#kernel';
import { paymentsConfig, validatePaymentsConfig } from './config';
import discrepancy from './content-types/discrepancy/schema.json';
import transaction from './content-types/transaction/schema.json';
import admin from './controllers/admin';
import contentApi from './controllers/content-api';
import { guards } from './database/guards';
import { gateways, registerGateways } from './gateways/registry';
import adminRoutes from './routes/admin';
import contentApiRoutes from './routes/content-api';
import { switchLimits } from './services/limits/switch';
import { checkDueAttempts } from './services/janitor';
import { processWebhook } from './services/webhooks';

export * from './contracts';
export { paystack, type PaystackOptions } from './gateways/paystack';
export { holdsMoneyOf } from './services/held/holds-money';
export { releaseHeld, type Released } from './services/held/release';
export { limitPolicy, type LimitPolicy } from './services/limits/policy';
export { isPaymentOf, latestPaymentsOf, type PaymentOfUser } from './services/of-user';
export { otherWebhooks, type OtherWebhooks } from './services/other-webhooks';
export { addLimitRefusal, describeExcess } from './limit-errors';
export type { PaymentsConfig } from './config';

const JANITOR_SECONDS = 10;

/** Takes money through gateways, keeps the ledger, and shows staff what happened. */
export default {
  config: { default: {}, validator: validatePaymentsConfig },
  contentTypes: { transaction: { schema: transaction }, discrepancy: { schema: discrepancy } },
  controllers: { ...contentApi, ...admin },
  routes: { 'content-api': contentApiRoutes, admin: adminRoutes },
  register({ strapi }: { strapi: Core.Strapi }) {
    registerGateways(strapi, paymentsConfig(strapi));
    installGuards(strapi, guards);
    for (const code of gateways(strapi).codes()) kernel(strapi).inbox.handle(code, (message) => processWebhook(strapi, message));
    kernel(strapi).schedules.every(JANITOR_SECONDS, 'payments.janitor', async () => {
      // Within its turn: a gateway that answers slowly must not keep a server from stopping.
      const endsAt = Date.now() + JANITOR_SECONDS * 1_000;
      while ((await checkDueAttempts(strapi)) > 0 && Date.now() < endsAt);
    });
  },
  async bootstrap({ strapi }: { strapi: Core.Strapi }) {
    await switchLimits(strapi);
  },
};
