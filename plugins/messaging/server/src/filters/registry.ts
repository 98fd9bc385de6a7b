import type { Core } from '@strapi/strapi';
import { createRegistry, type Registry } from '#kernel';
import { filterMethods, type WordFilter } from './port';

const registries = new WeakMap<Core.Strapi, Registry<WordFilter>>();

/** Checks the configured filters; the boot stops when one cannot work. */
export function registerFilters(strapi: Core.Strapi, filters: readonly WordFilter[]): void {
  registries.set(strapi, createRegistry('word filter', filterMethods, filters));
}

/** The filters of this server, in the order in which they are asked. */
export function filters(strapi: Core.Strapi): Registry<WordFilter> {
  const found = registries.get(strapi);
  if (!found) throw new Error('The messaging plugin is not registered.');
  return found;
}
