import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { idempotencyToken, input, NotFound, rawBody, sql } from '#kernel';
import { isPaid } from '../domain/payment';
import * as endpoints from '../http/endpoints';
import { countGatewayCall } from '../services/call-limit';
import { createCharge, openCheckout } from '../services/charges';
import { attemptsOf, findOwnPayment, type Payment } from '../services/payments';
import { syncReference } from '../services/sync';
import { listOwnTransactions } from '../services/transactions';
import { listWalletEntries, listWallets } from '../services/wallets';
import { receiveWebhook } from '../services/webhooks';

/** The signed-in user, as authentication left them. */
const caller = (ctx: Context) => {
  const { id, documentId } = ctx.state.user as { id: number; documentId: string };
  return { rowId: id, id: documentId };
};

async function toOut(strapi: Core.Strapi, payment: Payment) {
  const isOpen = payment.state === 'created' || payment.state === 'pending';
  const [newest] = isOpen ? await attemptsOf(sql(strapi), payment) : [];
  return {
    id: payment.id,
    reference: payment.reference,
    state: payment.state,
    amountMinor: payment.amount.minor.toString(),
    currency: payment.amount.currency,
    gateway: payment.gateway,
    description: payment.description,
    metadata: payment.metadata,
    nextAction: newest?.state === 'open' && newest.checkoutUrl ? { type: 'redirect' as const, url: newest.checkoutUrl } : null,
    createdAt: payment.createdAt.toISOString(),
    updatedAt: payment.updatedAt.toISOString(),
  };
}

const payment = ({ strapi }: { strapi: Core.Strapi }) => {
  const own = async (ctx: Context, id: string) => {
    const found = await findOwnPayment(strapi, id, caller(ctx).rowId);
    if (!found) throw new NotFound();
    return found;
  };
  return {
    async create(ctx: Context) {
      const { body } = input(endpoints.createPayment, ctx);
      const { amountMinor, currency, ...rest } = body;
      await countGatewayCall(strapi, caller(ctx).id);
      const created = await createCharge(strapi, {
        ...rest,
        amount: { minor: BigInt(amountMinor), currency },
        payer: caller(ctx),
        idempotencyToken: idempotencyToken(ctx),
      });
      ctx.status = 201;
      ctx.body = { data: await toOut(strapi, created) };
    },

    async findOne(ctx: Context) {
      const { params } = input(endpoints.getPayment, ctx);
      ctx.body = { data: await toOut(strapi, await own(ctx, params.id)) };
    },

    async sync(ctx: Context) {
      const { params } = input(endpoints.syncPayment, ctx);
      const found = await own(ctx, params.id);
      await countGatewayCall(strapi, caller(ctx).id);
      if (!isPaid(found.state)) {
        for (const attempt of await attemptsOf(sql(strapi), found)) {
          if (attempt.state !== 'starting' && attempt.state !== 'refused') await syncReference(strapi, attempt.reference);
        }
      }
      ctx.body = { data: await toOut(strapi, await openCheckout(strapi, params.id)) };
    },
  };
};

const transaction = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context) {
    const { limit, cursor, ...filters } = input(endpoints.listTransactions, ctx).query;
    ctx.body = await listOwnTransactions(strapi, caller(ctx), filters, limit, cursor);
  },
});

const wallet = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context) {
    ctx.body = { data: await listWallets(strapi, caller(ctx).id) };
  },

  async entries(ctx: Context) {
    const { params, query } = input(endpoints.listWalletEntries, ctx);
    ctx.body = await listWalletEntries(strapi, caller(ctx).id, params.currency, query.limit, query.cursor);
  },
});

const webhook = ({ strapi }: { strapi: Core.Strapi }) => ({
  async receive(ctx: Context) {
    const { params } = input(endpoints.receiveWebhook, ctx);
    const headers = Object.fromEntries(Object.entries(ctx.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]));
    await receiveWebhook(strapi, params.gateway, rawBody(ctx), headers);
    ctx.status = 200;
    ctx.body = { received: true };
  },
});

export default { payment, transaction, wallet, webhook };
