import * as api from './api.js';
import { action, form, h, nameOf, say } from './dom.js';

const HINTS = { blurry: 'It looks blurred. Take it again if you cannot read every letter.', small: 'It is small. Take it from nearer, or with a higher resolution.' };

/** For each document that a level asks for: which one, how to take the picture, the file, and what became of it. */
export function documentsView({ application, level, types, sent, look }) {
  const { documents } = level.requirements;
  if (documents.length === 0) return undefined;
  return h('section', {}, h('h2', {}, 'Documents'), ...documents.map((alternatives) => requirementView({ application, alternatives, types, sent, look })));
}

function requirementView({ application, alternatives, types, sent, look }) {
  const begun = alternatives.find(({ type }) => sent.some((document) => document.type === type && document.state !== 'superseded'));
  const places = h('div', {});
  const choose = (type) => places.replaceChildren(...alternatives.find((one) => one.type === type).sides.map((side) => placeView({ application, type, side, about: types.find(({ key }) => key === type), sent, look })));
  const first = (begun ?? alternatives[0]).type;
  choose(first);
  return h('fieldset', {},
    h('legend', {}, alternatives.length === 1 ? nameOf(first) : 'One of these'),
    alternatives.length === 1 ? undefined : h('label', {}, 'Document', h('select', { onchange: ({ target }) => choose(target.value) }, ...alternatives.map(({ type }) => h('option', { value: type, selected: type === first }, nameOf(type))))),
    places);
}

function placeView({ application, type, side, about, sent, look }) {
  const known = sent.find((document) => document.type === type && document.side === side && document.state !== 'superseded');
  const title = about.sides.length > 1 ? `${nameOf(type)}, ${side}` : nameOf(type);
  const stays = known !== undefined && application.state === 'needs_resubmission' && known.state !== 'refused' && known.createdAt < application.submittedAt;
  return h('div', {},
    known ? stateView(known, stays) : undefined,
    stays ? undefined : uploadView({ application, type, side, about, title, look }),
    known && !stays && known.state === 'pending' ? action('Take it back', async () => { await api.remove(application.id, known.id); await look(); }) : undefined);
}

function stateView({ type, state, reasons, quality, version }, stays) {
  if (state === 'refused') return h('div', {}, h('p', { className: 'wrong' }, `${nameOf(type)} was refused. Send it again.`), h('ul', {}, ...reasons.map(({ text }) => h('li', {}, text))));
  const hints = (quality?.hints ?? []).map((hint) => h('p', { className: 'warn' }, HINTS[hint] ?? hint));
  return h('div', {}, h('p', { className: 'good' }, stays ? `${nameOf(type)} stays as it is.` : `${nameOf(type)} is here${version > 1 ? `, version ${version}` : ''}.`), ...hints);
}

function uploadView({ application, type, side, about, title, look }) {
  const preview = h('img', { className: 'preview', alt: 'What you have chosen', hidden: true });
  const send = async ({ country, file }) => {
    await api.upload(application.id, { type, side, country, file });
    await look();
    say(`${title} was received.`);
  };
  const input = h('input', {
    type: 'file', name: 'file', required: true, accept: about.mediaTypes.join(','), ...(type === 'selfie' && { capture: 'user' }),
    onchange({ target }) {
      URL.revokeObjectURL(preview.src);
      const [file] = target.files;
      preview.hidden = !file?.type.startsWith('image/');
      if (!preview.hidden) preview.src = URL.createObjectURL(file);
    },
  });
  return form(send,
    h('ul', { className: 'soft' }, ...about.capture.map((line) => h('li', {}, line))),
    h('div', { className: 'two' },
      h('label', {}, title, input),
      about.hasCountry ? h('label', {}, `Country of the ${nameOf(type).toLowerCase()}`, h('input', { name: 'country', required: true, maxLength: 2, pattern: '[A-Z]{2}', title: 'Two letters, e.g. NG', value: application.details.country ?? '' })) : undefined),
    preview,
    h('button', {}, `Send ${title.toLowerCase()}`));
}
