import env from './env';

/** What the files in `src/recipes` are told. */
export default {
  operationsEmail: env.OPERATIONS_EMAIL,
  isKycLimiting: env.KYC_LIMITS,
};
