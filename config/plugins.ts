import { paystack, type PaymentsConfig } from '#payments';
import env from './env';

export default {
  kernel: {
    enabled: true,
    resolve: './plugins/kernel',
    config: { masterKey: env.DATA_MASTER_KEY, auditKey: env.AUDIT_KEY, drainTimeoutMs: env.DRAIN_TIMEOUT_SECONDS * 1_000 },
  },
  payments: {
    enabled: true,
    resolve: './plugins/payments',
    config: {
      gateways: [paystack({ secretKey: env.PAYSTACK_SECRET_KEY, previousSecretKeys: env.PAYSTACK_PREVIOUS_SECRET_KEYS, baseUrl: env.PAYSTACK_BASE_URL })],
      watch: { firstCheckSeconds: env.PAYMENT_FIRST_CHECK_SECONDS, giveUpSeconds: env.PAYMENT_GIVE_UP_SECONDS, forgetSeconds: env.PAYMENT_FORGET_SECONDS },
    } satisfies PaymentsConfig,
  },
  'users-permissions': {
    config: { jwtSecret: env.JWT_SECRET, jwtManagement: 'refresh' },
  },
};
