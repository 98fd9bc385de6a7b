import * as api from './api.js';
import { field, form, h } from './dom.js';

/** Two forms: for who is known, and for who is new. */
export const signInView = (entered) =>
  h('div', { className: 'two' },
    h('section', {},
      h('h1', {}, 'Sign in'),
      form(async ({ identifier, password }) => { await api.signIn(identifier, password); await entered(); },
        field('E-mail', { name: 'identifier', type: 'email', autocomplete: 'username' }),
        field('Password', { name: 'password', type: 'password', autocomplete: 'current-password' }),
        h('button', { className: 'main' }, 'Sign in'))),
    h('section', {},
      h('h2', {}, 'New here'),
      form(async ({ username, email, password }) => { await api.register(username, email, password); await entered(); },
        field('User name', { name: 'username', autocomplete: 'nickname' }),
        field('E-mail', { name: 'email', type: 'email', autocomplete: 'email' }),
        field('New password', { name: 'password', type: 'password', autocomplete: 'new-password', minLength: 10 }),
        h('button', {}, 'Create account'))));
