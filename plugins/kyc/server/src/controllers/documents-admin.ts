import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { input, NotFound, sql } from '#kernel';
import { DOCUMENT_REASONS, publicReasons } from '../domain/documents/document-reasons';
import * as endpoints from '../http/documents-admin';
import { findApplication } from '../services/applications';
import { documentsOfApplication, sharedWith, type Document } from '../services/documents/documents';
import { judgeDocument } from '../services/documents/judge';
import { mintLink } from '../services/documents/links';
import { openDocument } from '../services/documents/open';
import { openingsOf } from '../services/documents/openings';
import { compareZone } from '../services/mrz/compare-zone';
import { presentToStaff } from './present-document';

/** Somebody's papers under our address: kept by nobody on the way, and harmless whatever a browser makes of them. */
const FILE_HEADERS = {
  'Cache-Control': 'private, no-store',
  'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Accept-Ranges': 'none',
};

/** The signed-in member of staff, as Strapi's authentication of the admin panel left them. */
const staff = (ctx: Context) => {
  const { documentId, email } = (ctx.state as { user: { documentId: string; email: string } }).user;
  return { id: documentId, email };
};

export const staffDocument = ({ strapi }: { strapi: Core.Strapi }) => {
  const toOut = async (document: Document) => presentToStaff(document, await sharedWith(sql(strapi), document));
  return {
    async find(ctx: Context) {
      const { id } = input(endpoints.listStaffDocuments, ctx).params;
      if (!(await findApplication(sql(strapi), id))) throw new NotFound();
      ctx.body = { data: await Promise.all((await documentsOfApplication(sql(strapi), id)).map(toOut)) };
    },

    reasons(ctx: Context) {
      ctx.body = { data: DOCUMENT_REASONS.map(({ code, text }) => ({ code, text, publicText: publicReasons([code])[0]?.text ?? text })) };
    },

    async judge(ctx: Context) {
      const { params, body } = input(endpoints.judgeDocument, ctx);
      ctx.body = { data: await toOut(await judgeDocument(strapi, params.id, { reasons: [], ...body })) };
    },

    async link(ctx: Context) {
      const { params, body } = input(endpoints.mintDocumentLink, ctx);
      const { url, expiresAt } = await mintLink(strapi, staff(ctx).id, params.id, body.purpose);
      ctx.set('Cache-Control', 'private, no-store');
      ctx.body = { data: { url, expiresAt: expiresAt.toISOString() } };
      ctx.status = 201;
    },

    async open(ctx: Context) {
      const { params, query } = input(endpoints.openDocument, ctx);
      const { document, bytes } = await openDocument(strapi, staff(ctx), params.id, query.token);
      ctx.set(FILE_HEADERS);
      ctx.attachment(`${document.id}.${document.mediaType === 'application/pdf' ? 'pdf' : 'jpg'}`);
      ctx.type = document.mediaType;
      ctx.body = bytes;
    },

    async zone(ctx: Context) {
      ctx.body = { data: await compareZone(strapi, input(endpoints.readZone, ctx).params.id) };
    },

    async openings(ctx: Context) {
      const { params, query } = input(endpoints.listOpenings, ctx);
      const openings = await openingsOf(strapi, params.id, query.limit, query.before);
      ctx.body = { data: openings.map((opening) => ({ ...opening, at: opening.at.toISOString() })) };
    },
  };
};
