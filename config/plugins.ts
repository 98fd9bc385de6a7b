import env from './env';

export default {
  kernel: {
    enabled: true,
    resolve: './plugins/kernel',
    config: { masterKey: env.DATA_MASTER_KEY, auditKey: env.AUDIT_KEY, drainTimeoutMs: env.DRAIN_TIMEOUT_SECONDS * 1_000 },
  },
  'users-permissions': {
    config: { jwtSecret: env.JWT_SECRET, jwtManagement: 'refresh' },
  },
};
