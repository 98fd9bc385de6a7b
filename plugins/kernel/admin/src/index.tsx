import type { StrapiApp } from '@strapi/strapi/admin';
import { translations } from './text';

/** No page of its own: what the pages of other plugins share. */
export default {
  register(app: StrapiApp) {
    app.registerPlugin({ id: 'kernel', name: 'Kernel' });
  },
  registerTrads: ({ locales }: { locales: string[] }) => Promise.resolve(translations(locales)),
};
