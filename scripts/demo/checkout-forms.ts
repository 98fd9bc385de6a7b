import { Failure } from '../setup/failure.mjs';
import { expiry, type Card } from './cards.ts';

/** Sends the checkout's forms one after another, following each redirect, as a browser without JavaScript would. */
export async function payWithForms(url: string, card: Card): Promise<string> {
  await visit(url);
  let page = await visit(`${url}/card`, { number: card.number, expiry: expiry(), cvv: card.cvv });
  if (card.pin !== undefined) page = await visit(`${url}/step`, { kind: 'pin', answer: card.pin });
  if (card.otp !== undefined) page = await visit(`${url}/step`, { kind: 'otp', answer: card.otp });
  const said = /role="alert"[^>]*>([^<]+)</.exec(page)?.[1] ?? /<h1>([^<]+)<\/h1>/.exec(page)?.[1];
  if (said === undefined) throw new Failure(`The checkout page at ${url} says nothing that can be read.`);
  return said.trim();
}

async function visit(url: string, form?: Record<string, string>): Promise<string> {
  const response = await fetch(url, form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) });
  const page = await response.text();
  if (response.status >= 500 || response.status === 404) throw new Failure(`The checkout page ${url} answered with ${response.status}.`);
  return page;
}
