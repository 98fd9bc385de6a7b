import { setTimeout as wait } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import type { AuthenticationConfig } from './authentication/authentication';
import { readCursor, writeCursor } from './cursor';
import { registerReaders } from './events/registered-readers';
import { createRelay } from './events/relay';
import { Subscriptions } from './events/subscriptions';
import { createHealth, type DrainWork, type Health, type HealthConfig } from './health/health';
import { Inbox } from './inbox/inbox';
import { Jobs } from './jobs/jobs';
import { Schedules } from './jobs/schedules';
import type { Pump } from './pump';
import type { StaffLimits } from './rate-limit/staff';
import { createRegistry } from './registry';
import { scannerMethods, type MalwareScanner } from './scanning/port';
import { createMalwareScan, type MalwareScan } from './scanning/scan';
import { createBlindIndex, type BlindIndex } from './sealing/blind-index';
import { createDataKeys } from './sealing/data-keys';
import { KEY_WRAPPER_METHODS, type KeyWrapper } from './sealing/key-wrapper';
import { createSealedValues, type SealedValues } from './sealing/values';
import { createSigner, type Signer } from './signer';
import { createEraser } from './storage/eraser';
import { OBJECT_STORE_METHODS, type ObjectStore } from './storage/object-store';
import { createSealedObjects, type SealedObjects } from './storage/sealed-objects';

const ERASE_EVERY_SECONDS = 2;

/** What the kernel runs for the other plugins; one a server. */
export interface Kernel {
  /** `kernel(strapi).events.on('payment.succeeded', handler)`; before the server has started. */
  events: Subscriptions;
  jobs: Jobs;
  schedules: Schedules;
  inbox: Inbox;
  /** Work of every stop, beside the requests that finish; it has `timeoutMs`, and what it throws is logged. */
  onDrain(work: DrainWork): void;
  /** Whether this server is about to stop and takes nobody new. */
  isDraining(): boolean;
  /** Private bytes, encrypted and kept outside the database. */
  objects: SealedObjects;
  /** Looks for malware in them. */
  malware: MalwareScan;
  /** Small values that lie in a table, encrypted. */
  values: SealedValues;
  /** Finds equal values without keeping them; one for each purpose. */
  blindIndex(purpose: string): BlindIndex;
  /** Signs what leaves the server and comes back; see `createSigner`. */
  signer(purpose: string): Signer;
  /** Signs a position in a list for one reader and one list; see `writeCursor`. */
  cursors: { write(scope: string, position: readonly (string | number)[]): string; read(scope: string, cursor: string): (string | number)[] };
}

export interface KernelConfig extends HealthConfig {
  /** 32 bytes; wraps the keys of webhooks, and signs links and positions in lists. */
  masterKey: Buffer;
  /** Those of before: what they have wrapped still opens, until it is rewrapped. */
  previousMasterKeys: readonly Buffer[];
  /** Whoever wraps the keys of people and files, and the code of the one that wraps new ones. */
  keyWrappers: { wrappers: readonly KeyWrapper[]; current: string };
  /** The stores that there are, and the code of the one that new objects go to. */
  storage: { stores: readonly ObjectStore[]; current: string };
  /** Each has to find an upload clean before anybody can have it; without any, nobody looks. */
  scanners: readonly MalwareScanner[];
  /** 32 bytes; signs audit entries and checkpoints. */
  auditKey: Buffer;
  authentication: AuthenticationConfig;
  staffLimits: StaffLimits;
  /** Where rate limits are counted; PostgreSQL without it. */
  redisUrl: string | undefined;
}

const kernels = new WeakMap<Core.Strapi, Kernel & { relay: Pump; health: Health; store: ObjectStore; keyWrapper: KeyWrapper }>();

export function createKernel(strapi: Core.Strapi, config: KernelConfig): void {
  const jobs = new Jobs(strapi, strapi.config.get('database.connection.connection') as object);
  const events = new Subscriptions();
  const health = createHealth(strapi, config);
  const masterKeys = [config.masterKey, ...config.previousMasterKeys] as const;
  const stores = createRegistry('object store', OBJECT_STORE_METHODS, config.storage.stores);
  const wrappers = createRegistry('key wrapper', KEY_WRAPPER_METHODS, config.keyWrappers.wrappers);
  const keys = createDataKeys(strapi, wrappers, config.keyWrappers.current);
  const objects = createSealedObjects(strapi, stores, config.storage.current, keys);
  const schedules = new Schedules(strapi);
  schedules.every(ERASE_EVERY_SECONDS, 'storage.erase', createEraser(strapi, stores));
  const indexes = new Map<string, BlindIndex>();
  kernels.set(strapi, {
    events,
    jobs,
    schedules,
    inbox: new Inbox(strapi, masterKeys),
    objects,
    malware: createMalwareScan(strapi, createRegistry('malware scanner', scannerMethods, config.scanners), objects),
    values: createSealedValues(keys),
    blindIndex(purpose) {
      const index = indexes.get(purpose) ?? createBlindIndex(keys, purpose);
      indexes.set(purpose, index);
      return index;
    },
    signer: (purpose) => createSigner(masterKeys, purpose),
    store: stores.get(config.storage.current),
    keyWrapper: wrappers.get(config.keyWrappers.current),
    cursors: {
      write: (scope, position) => writeCursor(config.masterKey, scope, position),
      read: (scope, cursor) => readCursor(config.masterKey, scope, cursor),
    },
    relay: createRelay(strapi, jobs),
    health,
    onDrain: (work) => health.onDrain(work),
    isDraining: () => health.isDraining(),
  });
}

/** The kernel of this server. @throws Error before the kernel plugin has registered. */
export function kernel(strapi: Core.Strapi): Kernel {
  const found = kernels.get(strapi);
  if (!found) throw new Error('The kernel plugin is not registered; it must come first in config/plugins.ts.');
  return found;
}

/** Starts whatever works in the background. Called once, after every plugin and recipe has registered. */
export async function startKernel(strapi: Core.Strapi): Promise<void> {
  const { events, jobs, schedules, inbox, relay, health, store, keyWrapper } = running(strapi);
  await Promise.all([store.check(), keyWrapper.check()]);
  events.freeze();
  for (const { queue, handler, isOrdered } of events.all()) {
    jobs.define(queue, (data) => handler(data as never), { ordered: isOrdered });
  }
  await jobs.prepare();
  // Once registered, other instances send to these queues.
  await registerReaders(strapi, events.all());
  await jobs.work();
  relay.start();
  inbox.start();
  schedules.start();
  health.lifecycle.markReady();
}

/**
 * Ends a server in order: requests first, for as long as they may still need the background, then the background. What
 * takes longer than `drainTimeoutMs` is cut; leases and heartbeats let another server run it again.
 */
export async function stopKernel(strapi: Core.Strapi, { drainTimeoutMs }: KernelConfig): Promise<void> {
  const { jobs, schedules, inbox, relay, health } = running(strapi);
  await health.drain();
  const pumps = Promise.all([schedules.stop(), inbox.stop(), relay.stop()]).then(() => true);
  const hasEnded = await Promise.race([pumps, wait(drainTimeoutMs, false, { ref: false })]);
  if (!hasEnded) strapi.log.warn(`Background work did not finish within ${drainTimeoutMs} ms and is cut; it is run again elsewhere.`);
  await jobs.stop(drainTimeoutMs);
  await health.close();
}

function running(strapi: Core.Strapi) {
  const found = kernels.get(strapi);
  if (!found) throw new Error('The kernel plugin is not registered.');
  return found;
}
