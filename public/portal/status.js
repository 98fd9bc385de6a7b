import * as api from './api.js';
import { action, h, nameOf } from './dom.js';

const SENTENCES = {
  draft: 'It is not handed in yet.',
  submitted: 'We have it, and are checking it.',
  checking: 'We have it, and are checking it.',
  in_review: 'Somebody is looking at it. You need not wait here.',
  needs_resubmission: 'Something has to be corrected before we can go on.',
  approved: 'It was approved.',
  rejected: 'It was rejected.',
  withdrawn: 'You took it back.',
  expired: 'It waited too long and has expired.',
};

/** Where an application stands, what is missing, and how to hand it in or take it back. */
export function statusView({ application, level, look }) {
  const { id, state, reasons, note, missing, verifications = [] } = application;
  const isEditable = state === 'draft' || state === 'needs_resubmission';
  const isOpen = !['approved', 'rejected', 'withdrawn', 'expired'].includes(state);
  const lacking = missing === null ? [] : [...missing.details.map(nameOf), ...missing.identifiers.map((types) => types.map(nameOf).join(' or ')), ...missing.documents.map((types) => types.map(({ type }) => nameOf(type).toLowerCase()).join(' or '))];
  const act = (work) => async () => { await work(id); await look(); };
  return h('section', { 'data-state': state },
    h('h2', {}, `Application for ${level?.name ?? application.level}`),
    h('p', { className: state === 'approved' ? 'good' : undefined }, SENTENCES[state] ?? nameOf(state)),
    reasons.length > 0 ? h('ul', { className: 'wrong' }, ...reasons.map(({ text }) => h('li', {}, text))) : undefined,
    note ? h('p', {}, note) : undefined,
    ...verifications.filter(({ url }) => url).map(({ kind, url }) => h('p', {}, h('a', { href: url, target: '_blank', rel: 'noopener' }, `Go on with: ${nameOf(kind)}`))),
    isEditable && lacking.length > 0 ? h('p', { className: 'soft' }, `Still missing: ${lacking.join('; ')}.`) : undefined,
    h('div', { className: 'row' },
      isEditable ? action('Hand in', act(api.submit), 'main') : undefined,
      isOpen ? action('Withdraw', act(api.withdraw)) : undefined));
}
