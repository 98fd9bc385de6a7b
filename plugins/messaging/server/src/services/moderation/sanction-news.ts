import type { Core } from '@strapi/strapi';

const listeners = new WeakMap<Core.Strapi, (() => void)[]>();

/** For whoever looks at what people are under: a sanction was imposed or lifted on this server. */
export function onSanction(strapi: Core.Strapi, listener: () => void): void {
  listeners.set(strapi, [...(listeners.get(strapi) ?? []), listener]);
}

export function tellSanction(strapi: Core.Strapi): void {
  for (const listener of listeners.get(strapi) ?? []) listener();
}
