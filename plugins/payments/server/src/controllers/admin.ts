import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { IdempotencyKeyMissing, idempotencyToken, input, NotFound, sql } from '#kernel';
import * as endpoints from '../http/admin';
import { readWebhookBody, replayWebhook, syncPayment } from '../services/admin/acts';
import { readDiscrepancyFile } from '../services/admin/discrepancy-file';
import { findUsers } from '../services/admin/find-users';
import { listDiscrepancies } from '../services/admin/list-discrepancies';
import { listTransactions, type StaffRow } from '../services/admin/list-transactions';
import { readPaymentFile } from '../services/admin/payment-file';
import { releaseByStaff } from '../services/admin/release-held';
import { resolveDiscrepancy } from '../services/admin/resolve-discrepancy';
import { totalsPerDay } from '../services/admin/totals';
import { findHeld, listHeld } from '../services/held/list';
import { returnHeld } from '../services/held/return';

const toRow = (row: StaffRow) => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  reference: row.reference,
  amountMinor: row.amount_minor,
  currency: row.currency,
  gateway: row.gateway,
  description: row.description,
  payer: { id: row.payer_id, email: row.payer_email },
  isFlagged: row.is_flagged,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

const existing = <T>(found: T | undefined): T => {
  if (found === undefined) throw new NotFound();
  return found;
};

const admin = ({ strapi }: { strapi: Core.Strapi }) => ({
  async listTransactions(ctx: Context) {
    const { limit, cursor, ...filters } = input(endpoints.listTransactions, ctx).query;
    const { rows, ...meta } = await listTransactions(strapi, filters, limit, cursor);
    ctx.body = { data: rows.map(toRow), meta };
  },

  async getPayment(ctx: Context) {
    const { params } = input(endpoints.getPayment, ctx);
    ctx.body = { data: existing(await readPaymentFile(strapi, params.id)) };
  },

  async syncPayment(ctx: Context) {
    const { params } = input(endpoints.syncPayment, ctx);
    await syncPayment(strapi, params.id);
    ctx.body = { data: existing(await readPaymentFile(strapi, params.id)) };
  },

  async totalsPerDay(ctx: Context) {
    ctx.body = await totalsPerDay(strapi, input(endpoints.totalsPerDay, ctx).query);
  },

  async listDiscrepancies(ctx: Context) {
    const { state, limit, cursor } = input(endpoints.listDiscrepancies, ctx).query;
    ctx.body = await listDiscrepancies(strapi, state, limit, cursor);
  },

  async getDiscrepancy(ctx: Context) {
    const { params } = input(endpoints.getDiscrepancy, ctx);
    ctx.body = { data: existing(await readDiscrepancyFile(strapi, params.id)) };
  },

  async resolveDiscrepancy(ctx: Context) {
    const { params, body } = input(endpoints.resolveDiscrepancy, ctx);
    const token = idempotencyToken(ctx);
    if (token === undefined && body.action !== 'dismiss') throw new IdempotencyKeyMissing();
    await resolveDiscrepancy(strapi, params.id, { ...body, token });
    ctx.body = { data: existing(await readDiscrepancyFile(strapi, params.id)) };
  },

  async listHeld(ctx: Context) {
    const { limit, cursor } = input(endpoints.listHeld, ctx).query;
    ctx.body = await listHeld(strapi, limit, cursor);
  },

  async releaseHeld(ctx: Context) {
    const { params: { userId, currency }, body } = input(endpoints.releaseHeld, ctx);
    existing(await findHeld(sql(strapi), userId, currency));
    await releaseByStaff(strapi, userId, currency, body.note);
    ctx.body = { data: existing(await findHeld(sql(strapi), userId, currency)) };
  },

  async returnHeld(ctx: Context) {
    const { params: { userId, currency }, body: { amountMinor, gateway, note } } = input(endpoints.returnHeld, ctx);
    const token = idempotencyToken(ctx);
    if (token === undefined) throw new IdempotencyKeyMissing();
    await returnHeld(strapi, { personId: userId, amount: { minor: BigInt(amountMinor), currency }, gateway, note, token });
    ctx.body = { data: existing(await findHeld(sql(strapi), userId, currency)) };
  },

  async findUsers(ctx: Context) {
    ctx.body = { data: await findUsers(strapi, input(endpoints.findUsers, ctx).query.email) };
  },

  async readWebhookBody(ctx: Context) {
    const { params } = input(endpoints.readWebhookBody, ctx);
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { data: await readWebhookBody(strapi, params.id) };
  },

  async replayWebhook(ctx: Context) {
    const { params } = input(endpoints.replayWebhook, ctx);
    await replayWebhook(strapi, params.id);
    ctx.body = { data: { id: params.id } };
  },
});

export default { admin };
