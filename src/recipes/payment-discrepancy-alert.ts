import type { Core } from '@strapi/strapi';
import { formatMoney, kernel, type DomainEvent } from '#kernel';

type Found = DomainEvent<'payment.discrepancy_found'>;

/** What each kind of discrepancy is, for somebody who reads it on a phone. */
const SUBJECTS: Readonly<Record<string, string>> = {
  wrong_amount: 'Money arrived that is not the amount we asked for',
  wrong_currency: 'Money arrived in another currency than we asked for',
  second_success: 'A payment was paid a second time',
  unknown_reference: 'Money arrived for a reference that is none of ours',
  contradiction: 'A gateway contradicts what it said before',
  unconfirmed_success: 'A webhook claims a success that the gateway does not confirm',
  webhook_mismatch: 'A webhook claims another amount than the gateway confirms',
};

/**
 * Mails whoever watches over the money that something needs a decision. Where to look stands in it, who paid does not:
 * mail is read by others. The message's id is that of the discrepancy, so that a mail which is sent again, after a crash
 * between sending and writing that down, is known as the same one.
 */
export function paymentDiscrepancyAlert(strapi: Core.Strapi): void {
  const { operationsEmail } = strapi.config.get('recipes') as { operationsEmail: string | undefined };
  if (operationsEmail === undefined) return;
  kernel(strapi).events.on(
    'payment.discrepancy_found',
    async ({ payload }) => {
      const adminUrl = strapi.config.get('admin.absoluteUrl') as string;
      const text = textOf(payload, adminUrl);
      await strapi.plugin('email').service('email').send({
        to: operationsEmail,
        messageId: `<${payload.discrepancyId}@${new URL(adminUrl).hostname}>`,
        subject: SUBJECTS[payload.kind] ?? `A payment discrepancy: ${payload.kind}`,
        text,
        html: `<pre>${escapeHtml(text)}</pre>`,
      });
    },
    { name: 'operations-alert' },
  );
}

function textOf({ discrepancyId, gateway, reference, paymentId, amountMinor, currency }: Found['payload'], adminUrl: string): string {
  const arrived = amountMinor !== undefined && currency !== undefined ? formatMoney({ minor: BigInt(amountMinor), currency }) : undefined;
  return [
    arrived === undefined ? 'No money lies in suspense because of it.' : `${arrived} lie in suspense until somebody credits or returns them.`,
    '',
    `Gateway:      ${gateway}`,
    `Reference:    ${reference}`,
    ...(paymentId === undefined ? [] : [`Payment:      ${paymentId}`]),
    `Discrepancy:  ${discrepancyId}`,
    '',
    paymentId === undefined ? `${adminUrl}/plugins/payments/discrepancies` : `${adminUrl}/plugins/payments/transactions/${paymentId}`,
  ].join('\n');
}

/** A foreign reference may hold anything. */
const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
