import type { StrapiApp } from '@strapi/strapi/admin';
import { CardIcon } from './components/card-icon';
import { permissions } from './permissions';
import { inPlugin } from './text';

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

  async registerTrads({ locales }: { locales: string[] }) {
    const { default: english } = await import('./translations/en.json');
    const data = Object.fromEntries(Object.entries(english).map(([key, text]) => [inPlugin(key), text]));
    // English stands in for what has no translation yet.
    return locales.map((locale) => ({ locale, data }));
  },
};
