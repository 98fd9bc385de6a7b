import type { Core } from '@strapi/strapi';
import { overviewOf } from '#kyc';
import { addToTicketSidebar } from '#messaging';

/** Shows staff beside a ticket which level its customer has and what they have applied for, where they may see applications. */
export function ticketKyc(strapi: Core.Strapi): void {
  addToTicketSidebar(strapi, {
    code: 'kyc',
    title: 'KYC',
    permission: 'plugin::kyc.applications.read',
    async read(personId) {
      const { level, state, latest } = await overviewOf(strapi, personId);
      return [
        { label: 'Level', value: state === 'active' ? level : `${level} (${state})`, link: null },
        ...(latest === null ? [] : [{ label: `Application for ${latest.level}`, value: latest.state, link: `/plugins/kyc/applications/${latest.id}` }]),
      ];
    },
  });
}
