import { Headphones, Shield } from '@strapi/icons';
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
    app.addMenuLink({
      to: 'plugins/moderation',
      icon: Shield,
      intlLabel: { id: inPlugin('moderation.menu'), defaultMessage: 'Moderation' },
      permissions: permissions.moderate,
      position: 4,
      Component: async () => ({ default: (await import('./pages/moderation-app')).ModerationApp }),
    });
    app.registerPlugin({ id: 'messaging', name: 'Messaging' });
  },

  registerTrads: ({ locales }: { locales: string[] }) => Promise.resolve(translations(locales)),
};
