import type { Core } from '@strapi/strapi';
import { formatMoney } from '#kernel';
import { addToTicketSidebar, allowTicketsAbout } from '#messaging';
import { isPaymentOf, latestPaymentsOf } from '#payments';

const MOST_SHOWN = 5;

/** Customers open tickets about their own payments, and staff see the last ones beside a ticket, where they may see payments. */
export function ticketPayments(strapi: Core.Strapi): void {
  allowTicketsAbout(strapi, { code: 'payment', isOf: (personId, id) => isPaymentOf(strapi, personId, id) });
  addToTicketSidebar(strapi, {
    code: 'payments',
    title: 'Last payments',
    permission: 'plugin::payments.payments.read',
    async read(personId) {
      const payments = await latestPaymentsOf(strapi, personId, MOST_SHOWN);
      return payments.map(({ id, state, amount, createdAt }) => ({
        label: `${createdAt.toISOString()} ${state}`,
        value: formatMoney(amount),
        link: `/plugins/payments/transactions/${id}`,
      }));
    },
  });
}
