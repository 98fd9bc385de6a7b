import { html, trusted } from '../../http/html.ts';
import { amountOf, layout, type PageContext } from './layout.ts';

const icon = (color: string, tint: string, path: string) => trusted(
  `<svg viewBox="0 0 64 64" aria-hidden="true"><circle cx="32" cy="32" r="30" fill="${tint}"/>` +
  `<path d="${path}" fill="none" stroke="${color}" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/></svg>`);

const tick = icon('#0b6b4f', '#e8f4ef', 'M19 33.5l9 9 17-19');
const cross = icon('#7a4d00', '#fff6e0', 'M22 22l20 20M42 22L22 42');

const facts = ({ transaction, merchantName }: PageContext) => html`<dl class="facts">
<div><dt>Paid to</dt><dd>${merchantName}</dd></div>
<div><dt>Paid by</dt><dd>${transaction.customer.email}</dd></div>
<div><dt>Reference</dt><dd data-testid="reference">${transaction.reference}</dd></div>
</dl>`;

export function successPage(context: PageContext, returnUrl: string | null): string {
  return layout('Payment successful', html`<section class="sheet"><div class="result">${tick}
<h1>Payment successful</h1><p class="hint">${amountOf(context.transaction)} has been paid.</p>${facts(context)}
${returnUrl === null ? html`<p class="hint">You can close this page.</p>` : html`<a class="button primary" href="${returnUrl}">Back to ${context.merchantName}</a>`}
</div></section>`);
}

export function cancelledPage(context: PageContext): string {
  return layout('Payment cancelled', html`<section class="sheet"><div class="result">${cross}
<h1>Payment cancelled</h1><p class="hint">Nothing was charged. You can still pay, or close this page.</p>
<a class="button primary" href="/checkout/${context.transaction.accessCode}">Return to payment</a>
</div></section>`);
}

export function closedPage(context: PageContext): string {
  return layout('Payment closed', html`<section class="sheet"><div class="result">${cross}
<h1>This payment is closed</h1><p class="hint">It is ${context.transaction.status} and takes no card.</p>${facts(context)}
</div></section>`);
}

export function unknownPage(): string {
  return layout('Page not found', html`<section class="sheet"><div class="result">${cross}
<h1>This payment page does not exist</h1><p class="hint">Go back to the shop and start the payment again.</p>
</div></section>`);
}
