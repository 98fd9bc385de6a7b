import type { Core } from '@strapi/strapi';
import { manual } from '../../verifiers/manual';
import type { Verifier } from '../../verifiers/port';
import { registerVerifiers, verifiers } from './verifiers';

/** As much of a server as registering takes: its settings. */
const serverWith = (all: readonly Verifier[], order: readonly string[], mayBeScripted: boolean) => ({ config: { get: () => ({ verifiers: { all, order, mayBeScripted } }) } }) as never as Core.Strapi;
const another = (different: Partial<Verifier>): Verifier => ({ ...manual(), code: 'cowrie', ...different });

describe('the verifiers of a server', () => {
  it('are those of its settings, and the reviewer', () => {
    const server = serverWith([another({})], ['cowrie', 'manual'], false);
    registerVerifiers(server);
    expect(verifiers(server).codes().sort()).toEqual(['cowrie', 'manual']);
  });

  it('are none that say what they are told to, where people are real', () => {
    const scripted = another({ mode: 'scripted' });
    expect(() => registerVerifiers(serverWith([scripted], ['cowrie'], false))).toThrow('production does not start with it');
    expect(() => registerVerifiers(serverWith([scripted], ['cowrie'], true))).not.toThrow();
  });

  it('stop the start where one lacks what it needs, or is asked for and not there', () => {
    expect(() => registerVerifiers(serverWith([another({ erase: undefined as never })], [], false))).toThrow('lacks erase()');
    expect(() => registerVerifiers(serverWith([], ['cowrie'], false))).toThrow('There is no verifier "cowrie"');
  });
});
