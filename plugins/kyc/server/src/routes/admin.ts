import { adminRoute } from '#kernel';
import * as endpoints from '../http/admin';
import { listDocumentReasons } from '../http/document-reasons';
import * as documents from '../http/documents-admin';
import { deskRoutes } from './desk';
import { evidenceRoutes } from './evidence';
import { staffPrivacyRoutes } from './privacy';
import { screeningRoutes } from './screening';
import { verificationRoutes } from './verifications';

/** Under `/kyc`, where Strapi serves the admin routes of this plugin. */
export default {
  type: 'admin',
  routes: [
    ...deskRoutes,
    adminRoute(endpoints.readFile, 'admin.readFile'),
    adminRoute(endpoints.listReasons, 'admin.listReasons'),
    adminRoute(endpoints.claim, 'admin.claim'),
    adminRoute(endpoints.release, 'admin.release'),
    adminRoute(endpoints.decide, 'admin.decide'),
    adminRoute(endpoints.revealNumber, 'admin.revealNumber'),
    adminRoute(endpoints.restrictProfile, 'admin.restrictProfile'),
    adminRoute(documents.listStaffDocuments, 'staffDocument.find'),
    adminRoute(listDocumentReasons, 'staffDocument.reasons'),
    adminRoute(documents.judgeDocument, 'staffDocument.judge'),
    adminRoute(documents.mintDocumentLink, 'staffDocument.link'),
    adminRoute(documents.openDocument, 'staffDocument.open'),
    adminRoute(documents.readZone, 'staffDocument.zone'),
    adminRoute(documents.listOpenings, 'staffDocument.openings'),
    ...screeningRoutes,
    ...evidenceRoutes,
    ...staffPrivacyRoutes,
    ...verificationRoutes,
  ],
};
