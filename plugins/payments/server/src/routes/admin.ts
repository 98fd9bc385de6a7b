import { adminRoute } from '#kernel';
import * as endpoints from '../http/admin';

/** Under `/payments`, where Strapi serves the admin routes of this plugin. */
export default {
  type: 'admin',
  routes: [
    adminRoute(endpoints.listTransactions, 'admin.listTransactions'),
    adminRoute(endpoints.getPayment, 'admin.getPayment'),
    adminRoute(endpoints.syncPayment, 'admin.syncPayment'),
    adminRoute(endpoints.totalsPerDay, 'admin.totalsPerDay'),
    adminRoute(endpoints.listDiscrepancies, 'admin.listDiscrepancies'),
    adminRoute(endpoints.getDiscrepancy, 'admin.getDiscrepancy'),
    adminRoute(endpoints.resolveDiscrepancy, 'admin.resolveDiscrepancy'),
    adminRoute(endpoints.listHeld, 'admin.listHeld'),
    adminRoute(endpoints.releaseHeld, 'admin.releaseHeld'),
    adminRoute(endpoints.returnHeld, 'admin.returnHeld'),
    adminRoute(endpoints.findUsers, 'admin.findUsers'),
    adminRoute(endpoints.readWebhookBody, 'admin.readWebhookBody'),
    adminRoute(endpoints.replayWebhook, 'admin.replayWebhook'),
  ],
};
