import type { StrapiApp } from '@strapi/strapi/admin';
import { IdentityIcon } from './layout/menu-icon';
import { permissions } from './permissions';
import { inPlugin, translations } from './text';

export default {
  register(app: StrapiApp) {
    app.addMenuLink({
      to: 'plugins/kyc',
      icon: IdentityIcon,
      intlLabel: { id: inPlugin('menu'), defaultMessage: 'KYC review' },
      permissions: permissions.read,
      position: 3,
      Component: async () => ({ default: (await import('./pages/app')).App }),
    });
    app.registerPlugin({ id: 'kyc', name: 'KYC' });
  },

  registerTrads: ({ locales }: { locales: string[] }) => Promise.resolve(translations(locales)),
};
