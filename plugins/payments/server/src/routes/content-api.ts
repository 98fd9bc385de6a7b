import { route } from '#kernel';
import * as endpoints from '../http/endpoints';

export default {
  type: 'content-api',
  prefix: '',
  routes: [
    route(endpoints.createPayment, 'payment.create'),
    route(endpoints.getPayment, 'payment.findOne'),
    route(endpoints.syncPayment, 'payment.sync'),
    route(endpoints.listTransactions, 'transaction.find'),
    route(endpoints.listWallets, 'wallet.find'),
    route(endpoints.listWalletEntries, 'wallet.entries'),
    route(endpoints.receiveWebhook, 'webhook.receive'),
  ],
};
