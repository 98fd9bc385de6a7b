import type { Core } from '@strapi/strapi';
import { newId } from '../ids';

/** Members of staff get a public id with a prefix too, so that actors of events and audit entries can be told apart. */
export function giveStaffIds(strapi: Core.Strapi): void {
  strapi.db.lifecycles.subscribe({
    models: ['admin::user'],
    beforeCreate(event) {
      const { data } = event.params as { data: { documentId?: string } };
      data.documentId = newId('stf');
    },
  });
}
