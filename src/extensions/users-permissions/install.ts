import type { Core } from '@strapi/strapi';
import { installGuards, kernel, sql } from '#kernel';
import { codeGuards, purgeCodes } from './codes';
import { defineAccountMails } from './mails';
import { enforcePasswordRule } from './staff-password-rule';
import { watchUsers } from './user-changes';

/** What API users are beyond Strapi's users-permissions; in `register()`. */
export function installAccounts(strapi: Core.Strapi): void {
  installGuards(strapi, codeGuards);
  kernel(strapi).schedules.every(3_600, 'accounts.purge_codes', () => purgeCodes(sql(strapi)));
  defineAccountMails(strapi);
  watchUsers(strapi);
  enforcePasswordRule(strapi);
}
