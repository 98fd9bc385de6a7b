import type { Core } from '@strapi/strapi';
import { installGuards } from '#kernel';
import { codeGuards } from './codes';
import { defineAccountMails } from './mails';
import { enforcePasswordRule } from './staff-password-rule';
import { watchUsers } from './user-changes';

/** What API users are beyond Strapi's users-permissions; in `register()`. */
export function installAccounts(strapi: Core.Strapi): void {
  installGuards(strapi, codeGuards);
  defineAccountMails(strapi);
  watchUsers(strapi);
  enforcePasswordRule(strapi);
}
