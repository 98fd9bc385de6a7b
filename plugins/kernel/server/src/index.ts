import type { Core } from '@strapi/strapi';
import { setAuditKey } from './audit/audit';
import { createSealer } from './audit/seal';
import { auditGuards } from './audit/tables';
import { createAuthentication } from './authentication/authentication';
import { forgetOnChange } from './authentication/forget-on-change';
import { installAuthentication } from './authentication/install';
import { sessions } from './authentication/sessions';
import { authenticationGuards } from './authentication/tables';
import { installGuards } from './database/guards';
import { eventGuards } from './events/tables';
import { idempotencyGuards, purgeExpiredKeys } from './idempotency/store';
import { inboxGuards } from './inbox/tables';
import { scheduleGuards } from './jobs/schedules';
import { createKernel, kernel, stopKernel, type KernelConfig } from './kernel';
import errorsMiddleware from './middlewares/errors';
import { widenBacklog } from './listen-backlog';
import { lightenMiddlewares } from './middlewares/lighter';
import printable from './middlewares/printable';
import rawBodyMiddleware from './middlewares/raw-body';
import unreadBodyMiddleware from './middlewares/unread-body';
import requestContextMiddleware from './middlewares/request-context';
import { peopleController } from './people/controller';
import { peopleRoutes } from './people/routes';
import { giveStaffIds } from './people/staff-ids';
import { personGuards } from './people/tables';
import { sealingGuards } from './sealing/tables';
import { storageGuards } from './storage/tables';
import { addOpenApiRoute } from './openapi/route';
import { startRateLimits, stopRateLimits } from './rate-limit/rate-limit';
import { limitStaff } from './rate-limit/staff';
import { rateLimitGuards } from './rate-limit/store';
import { installRecordEvents } from './record-events/watch';
import { sql } from './transaction';

export { audit, type AuditNote } from './audit/audit';
export { auditTrail, isRightlySealed, type TrailEntry } from './audit/trail';
export * from './batcher';
export { authentication } from './authentication/authentication';
export type { SessionEndReason } from './authentication/events';
export type { Identity, SignedInUser } from './authentication/identity';
export { findEnded, type SessionHolder } from './authentication/ended-sessions';
export { findEndedStaff, identifyStaff, type StaffHolder, type StaffIdentity } from './authentication/staff';
export { sessions, type SessionOwner, type TokenPair } from './authentication/sessions';
export * from './clock';
export * from './crypto';
export * from './cursor';
export * from './database/guards';
export * from './database/check-when-set';
export * from './errors';
export * from './events/append';
export * from './events/catalogue';
export { wakeRelay } from './events/relay';
export type { DomainEvent, EventHandler, SubscriptionOptions } from './events/subscriptions';
export * from './http-client/failures';
export * from './http-client/http-client';
export * from './idempotency/errors';
export { idempotencyToken } from './idempotency/middleware';
export * from './ids';
export type { InboundMessage, InboxHandler, Outcome, StoredMessage } from './inbox/message';
export { kernel, startKernel, type Kernel } from './kernel';
export * from './lock';
export { createLogFormat, type LogFormat } from './logging/format';
export { rawBody } from './middlewares/raw-body';
export { dropBody, unreadBody } from './middlewares/unread-body';
export * from './money';
export { createPump, type Pump } from './pump';
export { linkPerson, personOf, unlinkPerson, type PersonLink } from './people/links';
export { errorsOf } from './openapi/errors-of-every-route';
export { jsonSchemaOf } from './openapi/json-schema';
export { addressKey } from './rate-limit/address-key';
export { createBuckets, type Buckets } from './rate-limit/buckets';
export { clientAddress } from './rate-limit/client-address';
export { createRateLimit, type RateLimit } from './rate-limit/rate-limit';
export type { Allowance } from './rate-limit/store';
export { watchRecords } from './record-events/watch';
export { refusalOf, type Refusal } from './refusal';
export * from './registry';
export * from './request-context';
export { clamd, type ClamdOptions } from './scanning/clamd';
export type { MalwareScanner, ScanVerdict } from './scanning/port';
export { NotScanned, type Malware, type MalwareScan } from './scanning/scan';
export type { BlindIndex } from './sealing/blind-index';
export { SealBroken } from './sealing/stream';
export type { SealedValues } from './sealing/values';
export * from './settings';
export type { Signer } from './signer';
export { AWS_KMS } from './sealing/aws-kms/aws-kms';
export { keyWrappers } from './sealing/key-wrappers';
export { LOCAL_FOLDER, localFolder } from './storage/local-folder/local-folder';
export type { ObjectStore } from './storage/object-store';
export { S3, s3 } from './storage/s3/s3';
export type { SealedObjects } from './storage/sealed-objects';
export * from './state-machine';
export { isTimeZone, timeZoneSchema } from './time-zone';
export { sql, sqlOn, transaction, type Sql, type Tx } from './transaction';
export * from './validation/admin-endpoint';
export * from './validation/endpoint';
export { input, parsePart } from './validation/enforce';
export { endpointMiddlewares, route } from './validation/route';

/** The ground that every other plugin stands on. It must come first in `config/plugins.ts`. */
export default {
  register({ strapi }: { strapi: Core.Strapi }) {
    const config = strapi.config.get('plugin::kernel') as KernelConfig;
    widenBacklog(strapi);
    createKernel(strapi, config);
    setAuditKey(config.auditKey);
    addOpenApiRoute(strapi);
    lightenMiddlewares(strapi);
    installRecordEvents(strapi);
    installGuards(strapi, [...eventGuards, ...inboxGuards, ...idempotencyGuards, ...scheduleGuards, ...auditGuards, ...sealingGuards, ...storageGuards]);
    startRateLimits(strapi, config.redisUrl);
    const authentication = createAuthentication(strapi, config.authentication);
    installAuthentication(strapi, authentication);
    forgetOnChange(strapi, authentication);
    limitStaff(strapi, config.staffLimits);
    giveStaffIds(strapi);
    installGuards(strapi, [...authenticationGuards, ...rateLimitGuards, ...personGuards]);
    kernel(strapi).schedules.every(600, 'idempotency.purge', async () => {
      await purgeExpiredKeys(sql(strapi));
    });
    kernel(strapi).schedules.every(3_600, 'sessions.purge', async () => {
      await sessions(strapi).purge();
    });
    kernel(strapi).schedules.every(2, 'audit.seal', createSealer(strapi, config.auditKey));
  },
  async destroy({ strapi }: { strapi: Core.Strapi }) {
    await stopKernel(strapi, strapi.config.get('plugin::kernel') as KernelConfig);
    stopRateLimits(strapi);
  },
  controllers: { people: peopleController },
  routes: { admin: { type: 'admin', routes: peopleRoutes } },
  middlewares: { errors: errorsMiddleware, printable, 'raw-body': rawBodyMiddleware, 'unread-body': unreadBodyMiddleware, 'request-context': requestContextMiddleware },
};
