import { clamd } from '#kernel';
import type { KycConfig } from '#kyc';
import { rawMime, wordList, type MessagingConfig } from '#messaging';
import { paystack, type PaymentsConfig } from '#payments';
import env from './env';
import keyWrappers from './key-wrappers';
import kycLevels from './kyc-levels';
import kycVerifiers from './kyc-verifiers';
import storage from './storage';

const DAY_SECONDS = 86_400;
const lifetimes = {
  accessSeconds: env.ACCESS_TOKEN_SECONDS,
  idleSeconds: env.SESSION_IDLE_DAYS * DAY_SECONDS,
  maxSeconds: env.SESSION_MAX_DAYS * DAY_SECONDS,
};

const supportMail = (): MessagingConfig['mail'] => {
  const { SUPPORT_MAIL_ADDRESS: address, SUPPORT_MAIL_SECRETS: secrets = [], SUPPORT_MAIL_WEBHOOK_SECRETS: webhookSecrets = [] } = env;
  const mailboxes = webhookSecrets.length === 0 || address === undefined ? [] : [rawMime({ secrets: webhookSecrets, authority: env.SUPPORT_MAIL_AUTHORITY })];
  return { support: address === undefined ? undefined : { address: address.toLowerCase(), secrets }, mailboxes, mostAnHour: env.SUPPORT_MAIL_LIMIT_PER_SENDER, mostAttachedBytes: env.SUPPORT_MAIL_ATTACHED_MAX_BYTES, guestsPerCallerAndHour: env.GUEST_LIMIT_PER_ADDRESS, guestConfirmUrl: env.GUEST_CONFIRM_URL };
};

export default {
  kernel: {
    enabled: true,
    resolve: './plugins/kernel',
    config: {
      masterKey: env.DATA_MASTER_KEY,
      previousMasterKeys: env.DATA_PREVIOUS_MASTER_KEYS,
      keyWrappers,
      storage,
      scanners: env.CLAMD_HOST === undefined ? [] : [clamd({ host: env.CLAMD_HOST, port: env.CLAMD_PORT })],
      auditKey: env.AUDIT_KEY,
      drainDelayMs: env.DRAIN_DELAY_SECONDS * 1_000,
      drainTimeoutMs: env.DRAIN_TIMEOUT_SECONDS * 1_000,
      redisUrl: env.REDIS_URL,
      staffLimits: { perAccount: env.LOGIN_LIMIT_PER_ACCOUNT, perAddress: env.LOGIN_LIMIT_PER_ADDRESS, windowSeconds: env.LOGIN_LIMIT_WINDOW_SECONDS },
      authentication: { jwtSecret: env.JWT_SECRET, lifetimes },
    },
  },
  payments: {
    enabled: true,
    resolve: './plugins/payments',
    config: {
      gateways: [paystack({ secretKey: env.PAYSTACK_SECRET_KEY, previousSecretKeys: env.PAYSTACK_PREVIOUS_SECRET_KEYS, baseUrl: env.PAYSTACK_BASE_URL })],
      callsPerUserAndMinute: env.PAYMENT_LIMIT_PER_USER,
      dayZone: env.PAYMENT_DAY_ZONE,
      watch: { firstCheckSeconds: env.PAYMENT_FIRST_CHECK_SECONDS, giveUpSeconds: env.PAYMENT_GIVE_UP_SECONDS, forgetSeconds: env.PAYMENT_FORGET_SECONDS },
    } satisfies PaymentsConfig,
  },
  kyc: {
    enabled: true,
    resolve: './plugins/kyc',
    config: {
      levels: kycLevels,
      callsPerUserAndMinute: env.KYC_CALLS_PER_USER,
      applications: { draftDays: env.KYC_DRAFT_DAYS, mostAttempts: env.KYC_ATTEMPTS_MAX },
      reviews: { dueHours: env.KYC_REVIEW_HOURS, claimMinutes: env.KYC_CLAIM_MINUTES },
      documents: { maxBytes: env.KYC_DOCUMENT_MAX_BYTES, mostVersions: env.KYC_DOCUMENT_VERSIONS_MAX, uploadsPerMinute: env.KYC_DOCUMENT_UPLOADS_PER_MINUTE, isScanRequired: env.KYC_MALWARE_SCAN === 'required' },
      graceDays: env.KYC_GRACE_DAYS,
      privacy: { exportsPerDay: env.KYC_EXPORTS_PER_DAY, retentionYears: env.KYC_RETENTION_YEARS, mayRetainLess: env.KYC_RETENTION_LESS_ALLOWED, givenUpDays: env.KYC_GIVEN_UP_DAYS },
      screening: { threshold: env.KYC_SCREENING_PERCENT / 100, mostCandidates: env.KYC_SCREENING_CANDIDATES, providers: [] },
      verifiers: {
        ...kycVerifiers,
        mayBeScripted: env.NODE_ENV !== 'production',
        timeoutSeconds: env.KYC_VERIFIER_TIMEOUT_SECONDS,
        pollSeconds: env.KYC_VERIFIER_POLL_SECONDS,
        patienceMinutes: env.KYC_VERIFIER_PATIENCE_MINUTES,
        sessionHours: env.KYC_VERIFIER_SESSION_HOURS,
      },
    } satisfies KycConfig,
  },
  messaging: {
    enabled: true,
    resolve: './plugins/messaging',
    config: {
      rooms: { mostMembers: env.ROOM_MEMBERS_MAX, mostPerPerson: env.ROOMS_PER_PERSON_MAX },
      messages: { editSeconds: env.MESSAGE_EDIT_SECONDS },
      tickets: { numberStart: env.TICKET_NUMBER_START, numberStep: env.TICKET_NUMBER_STEP, reopenDays: env.TICKET_REOPEN_DAYS, perRequesterAndHour: env.TICKET_LIMIT_PER_REQUESTER, assignment: env.TICKET_ASSIGNMENT },
      mail: supportMail(),
      attachments: { maxBytes: env.ATTACHMENT_MAX_BYTES, linkSeconds: env.ATTACHMENT_LINK_SECONDS, uploadsPerMinute: env.ATTACHMENT_UPLOADS_PER_MINUTE },
      filters: [wordList({ mask: env.MESSAGE_WORDS_MASKED, refuse: env.MESSAGE_WORDS_REFUSED })],
      moderation: { evidenceDays: env.REPORT_EVIDENCE_DAYS },
      realtime: {
        origins: env.CORS_ORIGINS,
        trustedProxies: env.TRUST_PROXY,
        connectionsPerAddress: env.REALTIME_CONNECTIONS_PER_ADDRESS,
        eventsPerSecond: env.REALTIME_EVENTS_PER_SECOND,
        sweepMs: env.REALTIME_SWEEP_MS,
        redisUrl: env.REDIS_URL,
      },
    } satisfies MessagingConfig,
  },
  'users-permissions': {
    config: {
      jwtSecret: env.JWT_SECRET,
      jwtManagement: 'refresh',
      sessions: {
        accessTokenLifespan: lifetimes.accessSeconds,
        maxRefreshTokenLifespan: lifetimes.maxSeconds,
        idleRefreshTokenLifespan: lifetimes.idleSeconds,
      },
      // Counted by the kernel, for all instances together.
      ratelimit: { enabled: false },
      limits: {
        loginWindowSeconds: env.LOGIN_LIMIT_WINDOW_SECONDS,
        loginPerAccount: env.LOGIN_LIMIT_PER_ACCOUNT,
        loginPerAddress: env.LOGIN_LIMIT_PER_ADDRESS,
        registerPerAddress: env.REGISTER_LIMIT_PER_ADDRESS,
        mailPerAccount: env.MAIL_LIMIT_PER_ACCOUNT,
        refreshPerAddress: env.REFRESH_LIMIT_PER_ADDRESS,
      },
      passwordResetUrl: env.PASSWORD_RESET_URL,
    },
  },
  email: {
    config: {
      provider: 'nodemailer',
      providerOptions: {
        host: env.SMTP_HOST,
        port: env.SMTP_PORT,
        secure: env.SMTP_PORT === 465,
        // A mail server that hangs must not hold a job for ever.
        connectionTimeout: 10_000,
        socketTimeout: 30_000,
        ...(env.SMTP_USER === undefined ? {} : { auth: { user: env.SMTP_USER, pass: env.SMTP_PASSWORD } }),
      },
      settings: { defaultFrom: env.MAIL_FROM, defaultReplyTo: env.MAIL_FROM },
    },
  },
};
