import { adminRoute } from '#kernel';
import * as documents from '../http/documents-admin';

/** Under `/kyc`, where Strapi serves the admin routes of this plugin. */
export default {
  type: 'admin',
  routes: [
    adminRoute(documents.listStaffDocuments, 'staffDocument.find'),
    adminRoute(documents.judgeDocument, 'staffDocument.judge'),
    adminRoute(documents.mintDocumentLink, 'staffDocument.link'),
    adminRoute(documents.openDocument, 'staffDocument.open'),
    adminRoute(documents.listOpenings, 'staffDocument.openings'),
  ],
};
