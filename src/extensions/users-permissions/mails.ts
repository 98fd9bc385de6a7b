import { z } from '@strapi/utils';
import type { Core } from '@strapi/strapi';
import { kernel, transaction } from '#kernel';
import { advancedSettings, findByPublicId, type Account } from './accounts';
import { mintCode, type CodePurpose } from './codes';

const QUEUE = 'account.mail';
const mailJob = z.object({ userId: z.string().nullable(), purpose: z.enum(['reset_password', 'confirm_email']) });

interface Template {
  from: { name?: string; email?: string };
  response_email?: string;
  object: string;
  message: string;
}

interface TemplateService {
  template(layout: string, data: object): string;
}

/** Strapi's templates come with this sender; ours is in the settings. */
const STRAPI_SENDER = 'no-reply@strapi.io';

export function defineAccountMails(strapi: Core.Strapi): void {
  kernel(strapi).jobs.define(QUEUE, (data) => sendMail(strapi, mailJob.parse(data)), { expireInSeconds: 180 });
}

/**
 * Has a mail sent to a user. Asked for a user that does not exist (`null`) it does the same work up to the queue, so that the
 * time of the answer tells nothing.
 */
export const queueMail = (strapi: Core.Strapi, userId: string | null, purpose: CodePurpose): Promise<void> =>
  transaction(strapi, (tx) => kernel(strapi).jobs.send(tx, QUEUE, { data: { userId, purpose } }));

/** The code is minted here and is in the mail only: a job's data is kept and shown to operators. */
async function sendMail(strapi: Core.Strapi, { userId, purpose }: z.output<typeof mailJob>): Promise<void> {
  const account = userId === null ? undefined : await findByPublicId(strapi, userId);
  if (!account || account.blocked || (purpose === 'confirm_email' && account.confirmed)) return;
  const code = await transaction(strapi, (tx) => mintCode(tx, account.id, purpose));
  const { template, data } = await content(strapi, account, purpose, code);
  const render = (strapi.service('plugin::users-permissions.users-permissions') as unknown as TemplateService).template;
  const message = render(template.message, data);
  const hasOwnSender = template.from.email !== undefined && template.from.email !== '' && template.from.email !== STRAPI_SENDER;
  await strapi.plugin('email').service('email').send({
    to: account.email,
    ...(hasOwnSender ? { from: `${template.from.name ?? ''} <${template.from.email ?? ''}>`.trim() } : {}),
    ...(template.response_email ? { replyTo: template.response_email } : {}),
    subject: render(template.object, data),
    text: message,
    html: message,
  });
}

/** The texts that staff edit under Settings → Users & Permissions → Email templates, with the variables they know. */
async function content(strapi: Core.Strapi, account: Account, purpose: CodePurpose, code: string) {
  const templates = (await strapi.store({ type: 'plugin', name: 'users-permissions' }).get({ key: 'email' })) as Record<
    'reset_password' | 'email_confirmation',
    { options: Template }
  >;
  const server = strapi.config.get('server.absoluteUrl') as string;
  const user = { username: account.username, email: account.email };
  const shared = { SERVER_URL: server, ADMIN_URL: strapi.config.get('admin.absoluteUrl') as string, USER: user };
  if (purpose === 'confirm_email') {
    const URL = `${server}${strapi.config.get('api.rest.prefix') as string}/auth/email-confirmation`;
    return { template: templates.email_confirmation.options, data: { ...shared, URL, CODE: code } };
  }
  const { email_reset_password: page } = await advancedSettings(strapi);
  const URL = page ?? (strapi.config.get('plugin::users-permissions.passwordResetUrl') as string);
  return { template: templates.reset_password.options, data: { ...shared, URL, TOKEN: code } };
}
