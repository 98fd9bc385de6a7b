import type { Core } from '@strapi/strapi';
import { createRegistry } from '#kernel';
import type { Viewer } from '../../domain/person';
import { findTicket } from './find';

export interface SidebarItem {
  label: string;
  value: string;
  /** A page of the admin panel, without its address, e.g. `/plugins/payments/transactions/pay_…`. */
  link: string | null;
}

/** What another part of the product shows staff of the customer whose ticket they have before them. */
export interface TicketSidebar {
  /** Names the section, e.g. `payments`. */
  readonly code: string;
  readonly title: string;
  /** Uid of what staff must be allowed to see it, e.g. `plugin::payments.payments.read`; none where seeing tickets is enough. */
  readonly permission: string | null;
  /** @param personId the customer, by their public id */
  read(personId: string): Promise<SidebarItem[]>;
}

/** `items` is null where they could not be read: the others are there nevertheless. */
export interface SidebarSection {
  code: string;
  title: string;
  items: SidebarItem[] | null;
}

const contributed = new WeakMap<Core.Strapi, TicketSidebar[]>();

/** Adds a section to the sidebar of tickets. In `register()`. */
export function addToTicketSidebar(strapi: Core.Strapi, sidebar: TicketSidebar): void {
  const all = [...(contributed.get(strapi) ?? []), sidebar];
  createRegistry('section of the sidebar of tickets', ['read'], all);
  contributed.set(strapi, all);
}

/** What is shown beside a ticket, as far as the viewer may see it. @throws NotFound */
export async function readSidebar(strapi: Core.Strapi, viewer: Viewer, mayAlso: (action: string) => boolean, ticketId: string): Promise<SidebarSection[]> {
  const { requesterId } = await findTicket(strapi, viewer, ticketId);
  const allowed = (contributed.get(strapi) ?? []).filter(({ permission }) => permission === null || mayAlso(permission));
  return Promise.all(
    allowed.map(async (sidebar) => {
      const { code, title } = sidebar;
      try {
        return { code, title, items: await sidebar.read(requesterId) };
      } catch (error) {
        strapi.log.error('A section of the sidebar of a ticket could not be read.', { section: code, error });
        return { code, title, items: null };
      }
    }),
  );
}
