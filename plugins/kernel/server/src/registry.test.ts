import { createRegistry } from './registry';

interface Port {
  readonly code: string;
  charge(): string;
}
const cowrie: Port = { code: 'cowrie', charge: () => 'ok' };
const build = (...providers: unknown[]) => createRegistry<Port>('payment gateway', ['charge'], providers as Port[]);

describe('a registry', () => {
  it('hands out providers by their code', () => {
    const registry = build(cowrie);
    expect(registry.get('cowrie')).toBe(cowrie);
    expect(registry.find('other')).toBeUndefined();
    expect(registry.codes()).toEqual(['cowrie']);
    expect(() => registry.get('other')).toThrow('There is no payment gateway "other". Configured: cowrie.');
    expect(() => build().get('other')).toThrow('Configured: none.');
  });

  it.each([
    [[{ charge: () => 'ok' }], 'has the code undefined'],
    [[{ ...cowrie, code: 'Cowrie!' }], 'has the code "Cowrie!"'],
    [[undefined], 'has the code undefined'],
    [[cowrie, { ...cowrie }], 'Two payment gateways have the code "cowrie"'],
    [[{ code: 'cowrie' }], 'The payment gateway "cowrie" lacks charge()'],
  ])('refuses %j at the start', (providers, sentence) => {
    expect(() => build(...providers)).toThrow(sentence);
  });
});
