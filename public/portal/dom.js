/** Makes an element: `h('p', { className: 'soft' }, 'text', other)`. What begins with `on` is a listener; texts are never read as HTML. */
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key in element) element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null));
  return element;
}

export const field = (label, properties) => h('label', {}, label, h('input', { required: true, ...properties }));

/** A form that sends what was typed, once at a time, and says what was wrong. */
export function form(send, ...children) {
  return h('form', {
    async onsubmit(event) {
      event.preventDefault();
      const { target } = event;
      await busy(event.submitter ?? target.querySelector('button'), () => send(Object.fromEntries(new FormData(target))));
    },
  }, ...children);
}

/** Does some work while the button cannot be pressed; says why it failed. */
export async function busy(button, work) {
  button.disabled = true;
  say('');
  try {
    await work();
  } catch (error) {
    say(error.message);
  } finally {
    button.disabled = false;
  }
}

export const action = (label, work, className = '') => h('button', { type: 'button', className, onclick: ({ currentTarget }) => void busy(currentTarget, work) }, label);

export const say = (text) => {
  document.getElementById('said').textContent = text;
};

/** `NGN 5,000.00` */
export const money = (minor, currency) => new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' }).format(Number(minor) / 10 ** new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits);

const NAMES = { nin: 'NIN', vnin: 'Virtual NIN', bvn: 'BVN', rc: 'RC number', nuban: 'Bank account (NUBAN)', firstName: 'First name', lastName: 'Last name', dateOfBirth: 'Date of birth', country: 'Country (two letters)' };

/** `drivers_license` as people say it. */
export const nameOf = (key) => NAMES[key] ?? (key.charAt(0).toUpperCase() + key.slice(1)).replaceAll('_', ' ');
