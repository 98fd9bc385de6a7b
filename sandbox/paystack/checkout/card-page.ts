import { html } from '../../http/html.ts';
import { testCards, type TestCard } from '../transactions/test-cards.ts';
import { alert, amountOf, cancelForm, layout, summary, type PageContext } from './layout.ts';

/** What the form was last sent with, so that a refusal does not empty it; or the test card that was clicked. */
export interface CardInput {
  readonly number: string;
  readonly expiry: string;
}

const groupDigits = (number: string) => number.replace(/(.{4})(?=.)/g, '$1 ');

/** `12 / 30`, always a few years ahead: a fixed year would one day be in the past. */
export const exampleExpiry = (nowMs: number) => `12 / ${String((new Date(nowMs).getUTCFullYear() + 4) % 100).padStart(2, '0')}`;

export function cardPage(context: PageContext, view: { error: string | null; selected: string | null; input: CardInput | null; now: number }): string {
  const expiry = exampleExpiry(view.now);
  const chosen = testCards.find((card) => card.number === view.selected);
  const values = chosen
    ? { number: groupDigits(chosen.number), expiry, cvv: chosen.cvv }
    : { number: view.input?.number ?? '', expiry: view.input?.expiry ?? '', cvv: '' };

  return layout(`Pay ${amountOf(context.transaction)}`, html`<div class="columns">
<section class="sheet" aria-label="Payment">${summary(context)}
<div class="content">
<h1>Pay with card</h1>
<p class="hint">${context.transaction.label ?? context.transaction.customer.email}</p>
${alert(view.error)}
<form method="post" action="/checkout/${context.transaction.accessCode}/card" autocomplete="off">
<div class="field"><label for="number">Card number</label>
<input type="text" id="number" name="number" inputmode="numeric" placeholder="0000 0000 0000 0000" required value="${values.number}"></div>
<div class="pair">
<div class="field"><label for="expiry">Expiry (MM / YY)</label>
<input type="text" id="expiry" name="expiry" inputmode="numeric" placeholder="MM / YY" required value="${values.expiry}"></div>
<div class="field"><label for="cvv">CVV</label>
<input type="text" id="cvv" name="cvv" inputmode="numeric" maxlength="4" placeholder="123" required value="${values.cvv}"></div>
</div>
<button class="primary" id="pay" type="submit">Pay ${amountOf(context.transaction)}</button>
</form>
<div class="stack">${cancelForm(context)}</div>
</div></section>
<section class="sheet" aria-label="Test cards"><div class="content">
<h2>Test cards</h2>
<p class="hint">Choose one to fill in the form.</p>
<ul class="cards">${testCards.map((card) => cardRow(card, context, expiry, view.selected))}</ul>
</div></section>
</div>`, { isWide: true, hasScript: true });
}

const cardRow = (card: TestCard, { transaction }: PageContext, expiry: string, selected: string | null) => html`<li>
<a href="/checkout/${transaction.accessCode}?card=${card.number}" data-number="${card.number}" data-expiry="${expiry}" data-cvv="${card.cvv}"${card.number === selected ? html` aria-current="true"` : ''}>
<span class="number">${groupDigits(card.number)}</span><span class="brand">${card.brand}</span>
<span class="does ${card.refusal === undefined ? 'good' : 'bad'}">${card.does}</span></a></li>`;
