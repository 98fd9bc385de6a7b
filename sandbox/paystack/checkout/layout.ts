import { createHash } from 'node:crypto';
import { html, trusted, type Html } from '../../http/html.ts';
import { formatAmount } from '../currencies.ts';
import type { Transaction } from '../transactions/transaction.ts';
import { script } from './script.ts';
import { style } from './style.ts';

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * Our own style and script by their hashes, nothing else. `form-action` stays open: browsers apply it to the redirect
 * that follows a form, too, and the merchant's return address may be anywhere.
 */
export const contentSecurityPolicy =
  `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; base-uri 'none'; frame-ancestors 'self'`;

export interface PageContext {
  readonly transaction: Transaction;
  readonly merchantName: string;
}

export const amountOf = (transaction: Transaction) => formatAmount(transaction.amount, transaction.currency);

export function layout(title: string, content: Html, options: { isWide?: boolean; hasScript?: boolean } = {}): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
<p class="banner" role="note">Sandbox: only test cards work, no money moves</p>
<main class="${options.isWide ? 'wide' : ''}">${content}
<p class="foot">A stand-in for Paystack’s hosted checkout</p></main>
${options.hasScript ? html`<script>${trusted(script)}</script>` : ''}
</body>
</html>`.markup;
}

/** Who is paid, by whom, how much: on top of every step. */
export const summary = ({ transaction, merchantName }: PageContext) => html`<header class="summary">
<div class="merchant"><span class="mark" aria-hidden="true">${merchantName.charAt(0).toUpperCase()}</span>
<strong>${merchantName}</strong></div>
<div class="total"><span>Amount to pay</span><strong data-testid="amount">${amountOf(transaction)}</strong></div>
</header>`;

export const alert = (message: string | null) =>
  message === null ? '' : html`<p class="alert" role="alert">${message}</p>`;

export const cancelForm = ({ transaction }: PageContext) =>
  html`<form method="post" action="/checkout/${transaction.accessCode}/cancel"><button class="quiet" type="submit">Cancel payment</button></form>`;
