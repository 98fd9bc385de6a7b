import * as api from './api.js';
import { field, form, h, nameOf, say } from './dom.js';

const KINDS = { dateOfBirth: { type: 'date', autocomplete: 'bday' }, country: { maxLength: 2, pattern: '[A-Z]{2}', title: 'Two letters, e.g. NG', autocomplete: 'country' }, firstName: { autocomplete: 'given-name' }, lastName: { autocomplete: 'family-name' }, address: { autocomplete: 'street-address' } };

/** What a level wants to be told. A number that was given is shown masked, and stays unless another one is typed. */
export function detailsView({ application, level, look }) {
  const { details, identifiers } = application;
  const { requirements } = level;
  const save = async (typed) => {
    const numbers = Object.entries(typed).filter(([key, value]) => key.startsWith('number:') && value !== '');
    const chosen = numbers.map(([key, value]) => ({ type: key.includes('|') ? typed[`type:${key.slice(7)}`] : key.slice(7), value }));
    const said = Object.fromEntries(requirements.details.map((name) => [name, typed[name]]));
    await api.change(application.id, { ...said, ...(chosen.length > 0 && { identifiers: chosen }) });
    await look();
    say('Saved.');
  };
  return h('section', {},
    h('h2', {}, 'About you'),
    form(save,
      h('div', { className: 'two' },
        ...requirements.details.map((name) => field(nameOf(name), { name, value: details[name] ?? '', ...KINDS[name] })),
        ...requirements.identifiers.map((types) => numberField(types, identifiers))),
      h('button', { className: 'main' }, 'Save')));
}

function numberField(types, given) {
  const own = given.find(({ type }) => types.includes(type));
  const key = types.join('|');
  const hint = own ? `${nameOf(own.type)} ${own.masked} is saved` : '';
  const input = h('input', { name: `number:${key}`, required: !own, placeholder: hint, autocomplete: 'off', inputMode: 'numeric', 'aria-label': types.map(nameOf).join(' or ') });
  if (types.length === 1) return h('label', {}, nameOf(key), input);
  return h('div', { className: 'row' }, h('label', {}, 'Number', h('select', { name: `type:${key}` }, ...types.map((type) => h('option', { value: type, selected: type === own?.type }, nameOf(type))))), input);
}
