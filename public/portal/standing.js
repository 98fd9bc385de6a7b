import * as api from './api.js';
import { action, field, form, h, money, nameOf, say } from './dom.js';

const LIMITS = { perTransactionMinor: 'at once', perDayMinor: 'a day', balanceMinor: 'in the wallet' };

/** The level of a person, its limits, a payment to try them with, and the levels above. */
export function standingView({ levels, profile, isFree, begin }) {
  const own = levels.find(({ key }) => key === profile.level);
  const above = levels.filter(({ rank }) => rank > (own?.rank ?? 0));
  const result = h('p', { role: 'status' });
  return h('section', {},
    h('h1', {}, `Your level: ${own?.name ?? profile.level}`),
    profile.state === 'active' ? undefined : h('p', { className: 'warn' }, `It is ${nameOf(profile.state).toLowerCase()}.`),
    h('ul', {}, ...Object.entries(profile.limits).map(([currency, limits]) => h('li', {}, describe(currency, limits)))),
    form(async ({ amount }) => { result.textContent = ''; await tryToPay(amount, result); },
      h('div', { className: 'row' }, field('Try a payment, in naira', { name: 'amount', type: 'number', min: 100, step: 1 }), h('button', {}, 'Pay')), result),
    isFree && above.length > 0
      ? h('div', { className: 'row' }, ...above.map(({ key, name }) => action(`Apply for ${name}`, () => begin(key))))
      : undefined);
}

function describe(currency, limits) {
  if (currency === '*') return 'Other currencies: no limit named';
  const said = Object.entries(LIMITS).filter(([key]) => limits[key] !== null).map(([key, what]) => `${money(limits[key], currency)} ${what}`);
  return said.length === 0 ? `${currency}: no limit` : said.join(', ');
}

async function tryToPay(amount, result) {
  try {
    const { id, state } = await api.pay(String(Math.round(Number(amount) * 100)), 'NGN');
    result.className = 'good';
    result.textContent = `Payment ${id} is ${state}.`;
  } catch (error) {
    if (error.code !== 'KYC_LIMIT_EXCEEDED') throw error;
    result.className = 'wrong';
    result.textContent = error.message;
    say('');
  }
}
