import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input, sql } from '#kernel';
import * as endpoints from '../http/mails-admin';
import { dismissMail, downloadMail, findMail, listMails, openMail, releaseMail, type MailRow } from '../services/mail/desk';
import { staffViewer } from './staff-viewer';

const toOut = (row: MailRow) => ({
  id: row.id,
  outcome: row.outcome,
  reason: row.reason,
  ticketId: row.ticket,
  receivedAt: row.received_at.toISOString(),
  decidedBy: row.decided_by,
  decidedAt: row.decided_at?.toISOString() ?? null,
});

/** Where staff look at the mails that came in. */
export const post = ({ strapi }: { strapi: Core.Strapi }) => {
  const answer = async (ctx: Context, id: string) => {
    ctx.body = { data: toOut(await findMail(sql(strapi), id)) };
  };
  return {
    async find(ctx: Context) {
      const { outcome = 'quarantined', limit, cursor } = input(endpoints.listMails, ctx).query;
      const { mails, nextCursor } = await listMails(strapi, outcome, limit, cursor);
      ctx.body = { data: mails.map(toOut), meta: { nextCursor } };
    },

    async read(ctx: Context) {
      const { row, mail, verdict } = await openMail(strapi, input(endpoints.readMail, ctx).params.id);
      const { from = null, recipients = [], subject = '', text = '', attachments = [] } = mail ?? {};
      ctx.set('Cache-Control', 'no-store');
      ctx.body = { data: { ...toOut(row), from, verdict, recipients, subject, text, attachments } };
    },

    async download(ctx: Context) {
      const { id } = input(endpoints.downloadMail, ctx).params;
      ctx.set('Cache-Control', 'no-store');
      ctx.body = { data: { id, source: (await downloadMail(strapi, id)).toString('base64') } };
    },

    async release(ctx: Context) {
      const { id } = input(endpoints.releaseMail, ctx).params;
      await releaseMail(strapi, id, staffViewer(ctx).id);
      await answer(ctx, id);
    },

    async dismiss(ctx: Context) {
      const { id } = input(endpoints.dismissMail, ctx).params;
      await dismissMail(strapi, id, staffViewer(ctx).id);
      await answer(ctx, id);
    },
  };
};
