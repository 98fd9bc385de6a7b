import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { dropBody, input, NotFound, sql, unreadBody } from '#kernel';
import { DOCUMENT_TYPES } from '../domain/documents/document-types';
import { DOCUMENT_MEDIA_TYPES } from '../domain/documents/file-type';
import * as endpoints from '../http/documents';
import { findOwnApplication } from '../services/applications';
import { documentsOfApplication } from '../services/documents/documents';
import { removeDocument } from '../services/documents/remove';
import { takeIn } from '../services/documents/take-in';
import { caller } from './caller';
import { presentDocument } from './present-document';

export const document = ({ strapi }: { strapi: Core.Strapi }) => ({
  types(ctx: Context) {
    ctx.body = {
      data: DOCUMENT_TYPES.map(({ key, sides, takesPdf, hasCountry, capture }) => ({ key, sides, mediaTypes: DOCUMENT_MEDIA_TYPES.filter((mediaType) => takesPdf || mediaType !== 'application/pdf'), hasCountry, capture })),
    };
  },

  async find(ctx: Context) {
    const { id } = input(endpoints.listDocuments, ctx).params;
    const application = await findOwnApplication(sql(strapi), id, caller(ctx));
    if (!application) throw new NotFound();
    const documents = await documentsOfApplication(sql(strapi), id);
    ctx.body = { data: documents.map((one) => presentDocument(application, one)) };
  },

  async upload(ctx: Context) {
    const { id } = input(endpoints.uploadDocument, ctx).params;
    try {
      const kept = await takeIn(strapi, caller(ctx), id, { contentType: ctx.get('content-type'), declaredBytes: ctx.request.length, body: unreadBody(ctx) });
      ctx.body = { data: presentDocument({ state: 'draft', submittedAt: null }, kept) };
    } catch (error) {
      dropBody(ctx);
      throw error;
    }
    ctx.status = 201;
  },

  async remove(ctx: Context) {
    const { id, documentId } = input(endpoints.removeDocument, ctx).params;
    await removeDocument(strapi, caller(ctx), id, documentId);
    ctx.status = 204;
  },
});
