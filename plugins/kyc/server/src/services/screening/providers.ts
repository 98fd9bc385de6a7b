import type { Core } from '@strapi/strapi';
import { createRegistry, sql, type Registry } from '#kernel';
import { screenerMethods, type ScreeningProvider } from '../../screeners/port';
import { searchLists, type SearchOptions } from './search-lists';

export const LOCAL_LISTS = 'local-lists';

const registries = new WeakMap<Core.Strapi, Registry<ScreeningProvider>>();

/** The lists that were imported into our own database. */
export const localLists = (strapi: Core.Strapi, options: SearchOptions): ScreeningProvider => ({ code: LOCAL_LISTS, search: (subject) => searchLists(sql(strapi), subject, options) });

/** Our own lists, and whatever else is configured; the boot stops when one cannot work. */
export function registerScreeners(strapi: Core.Strapi, options: SearchOptions, others: readonly ScreeningProvider[]): void {
  registries.set(strapi, createRegistry('screening provider', screenerMethods, [localLists(strapi, options), ...others]));
}

/** Whom everybody is screened by: all of them. */
export function screeners(strapi: Core.Strapi): Registry<ScreeningProvider> {
  const found = registries.get(strapi);
  if (!found) throw new Error('The KYC plugin is not registered.');
  return found;
}
