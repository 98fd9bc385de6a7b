import { html, type Html } from '../../http/html.ts';
import type { CardStep } from '../transactions/test-cards.ts';
import { alert, amountOf, cancelForm, layout, summary, type PageContext } from './layout.ts';

/** The pages on which the bank asks for something: PIN, one-time password, phone number, or its own page. */

export function stepPage(context: PageContext, step: CardStep, error: string | null): string {
  const { accessCode } = context.transaction;
  return layout(titles[step.kind], html`<section class="sheet">${summary(context)}
<div class="content">
<h1>${titles[step.kind]}</h1>
<p class="hint">${hintFor(step)}</p>
${alert(error)}
<form method="post" action="/checkout/${accessCode}/step" autocomplete="off">
<input type="hidden" name="kind" value="${step.kind}">
${fieldsFor(step, context)}
</form>
<div class="stack">
<form method="post" action="/checkout/${accessCode}/change-card"><button class="quiet" type="submit">Use another card</button></form>
${cancelForm(context)}
</div></div></section>`);
}

const titles: Record<CardStep['kind'], string> = {
  pin: 'Enter your card PIN', otp: 'Enter the one-time password', phone: 'Enter your phone number', bank: 'Sandbox Bank',
};

function hintFor(step: CardStep): string {
  switch (step.kind) {
    case 'pin': return `Your bank wants the 4-digit PIN of this card. This test card’s PIN is ${step.expected}.`;
    case 'otp': return `Your bank sent you a code. This test card’s code is ${step.expected}.`;
    case 'phone': return 'Your bank wants the phone number of your account: at least 10 digits, any will do here.';
    case 'bank': return 'You have been sent to your bank’s own page. Do you authorise this payment?';
  }
}

const codeField = (label: string, type: 'password' | 'text', length: number): Html => html`<div class="field code">
<label for="answer">${label}</label>
<input type="${type}" id="answer" name="answer" inputmode="numeric" autocomplete="one-time-code" maxlength="${length}" pattern="[0-9]*" required autofocus></div>
<button class="primary" type="submit">Continue</button>`;

function fieldsFor(step: CardStep, { transaction }: PageContext): Html {
  switch (step.kind) {
    case 'pin': return codeField('PIN', 'password', 4);
    case 'otp': return codeField('OTP', 'text', 6);
    case 'phone': return html`<div class="field"><label for="answer">Phone number</label>
<input type="tel" id="answer" name="answer" placeholder="08012345678" required autofocus></div>
<button class="primary" type="submit">Continue</button>`;
    case 'bank': return html`<div class="stack">
<button class="primary" type="submit" name="answer" value="authorise">Authorise ${amountOf(transaction)}</button>
<button class="danger" type="submit" name="answer" value="decline">Decline</button></div>`;
  }
}
