import { Headphones } from '@strapi/icons';
import type { StrapiApp } from '@strapi/strapi/admin';
import { permissions } from './permissions';
import { inPlugin, translations } from './text';

export default {
  register(app: StrapiApp) {
    app.addMenuLink({
      to: 'plugins/messaging',
      icon: Headphones,
      intlLabel: { id: inPlugin('menu'), defaultMessage: 'Support' },
      permissions: permissions.read,
      position: 3,
      Component: async () => ({ default: (await import('./pages/app')).App }),
    });
    app.registerPlugin({ id: 'messaging', name: 'Messaging' });
  },

  registerTrads: ({ locales }: { locales: string[] }) => Promise.resolve(translations(locales)),
};
