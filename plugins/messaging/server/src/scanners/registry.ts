import type { Core } from '@strapi/strapi';
import { createRegistry, type Registry } from '#kernel';
import { scannerMethods, type MalwareScanner } from './port';

const registries = new WeakMap<Core.Strapi, Registry<MalwareScanner>>();

/** Checks the configured scanners; the boot stops when one cannot work. */
export function registerScanners(strapi: Core.Strapi, scanners: readonly MalwareScanner[]): void {
  registries.set(strapi, createRegistry('malware scanner', scannerMethods, scanners));
}

/** The scanners of this server, in the order in which they are asked; none where none is configured. */
export function scanners(strapi: Core.Strapi): Registry<MalwareScanner> {
  const found = registries.get(strapi);
  if (!found) throw new Error('The messaging plugin is not registered.');
  return found;
}
