import type { StrapiApp } from '@strapi/strapi/admin';
import { CardIcon } from './components/card-icon';
import { permissions } from './permissions';
import { inPlugin, translations } from './text';

export default {
  register(app: StrapiApp) {
    app.addMenuLink({
      to: 'plugins/payments',
      icon: CardIcon,
      intlLabel: { id: inPlugin('menu'), defaultMessage: 'Payments' },
      permissions: permissions.read,
      position: 2,
      Component: async () => ({ default: (await import('./pages/app')).App }),
    });
    app.registerPlugin({ id: 'payments', name: 'Payments' });
  },

  registerTrads: ({ locales }: { locales: string[] }) => Promise.resolve(translations(locales)),
};
