import { describeGateway } from '../../../plugins/payments/server/src/gateways/conformance.ts';
import { cowrie } from './support/cowrie.ts';
import { COWRIE_KEY, COWRIE_SECRETS, startCowrieService } from './support/cowrie-service.ts';

describeGateway('cowrie, an adapter of one’s own', async () => {
  const service = await startCowrieService();
  const { baseUrl } = service;
  return {
    service,
    gateway: cowrie({ key: COWRIE_KEY, webhookSecrets: COWRIE_SECRETS, baseUrl }),
    stranger: cowrie({ key: 'ck_wrong', webhookSecrets: ['whs_of_nobody'], baseUrl }),
    amount: { minor: 500_000n, currency: 'NGN' },
    refused: { payer: { email: 'nobody' } },
  };
});
