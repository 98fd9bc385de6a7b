import type { Core } from '@strapi/strapi';
import { confirmationController } from './controllers/confirmation';
import { passwordsController } from './controllers/passwords';
import { meController, sessionsController } from './controllers/sessions';
import { signInController } from './controllers/sign-in';
import { signUpController } from './controllers/sign-up';
import { accountRoutes } from './routes';
import { tokenService, type StrapiTokenService } from './token-service';

interface Plugin {
  controllers: Record<string, unknown>;
  routes: Record<string, unknown>;
  services: Record<string, unknown> & { jwt: (of: { strapi: Core.Strapi }) => StrapiTokenService };
}

/** Users-permissions keeps its tables, its services and its pages for staff; what API clients can ask of it is ours. */
export default (plugin: Plugin): Plugin => ({
  ...plugin,
  controllers: {
    ...plugin.controllers,
    auth: ({ strapi }: { strapi: Core.Strapi }) => ({
      ...signUpController(strapi),
      ...signInController(strapi),
      ...sessionsController(strapi),
      ...passwordsController(strapi),
      ...confirmationController(strapi),
    }),
    user: meController,
  },
  services: { ...plugin.services, jwt: ({ strapi }: { strapi: Core.Strapi }) => tokenService(strapi, plugin.services.jwt({ strapi })) },
  routes: { ...plugin.routes, 'content-api': { type: 'content-api', prefix: '', routes: accountRoutes } },
});
