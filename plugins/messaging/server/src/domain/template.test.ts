import { LONGEST_TEMPLATE, problemsOf, render, TEMPLATE_VARIABLES, variablesOf } from './template';

const values = { 'customer.name': 'Ada', 'customer.email': 'ada@example.com', 'ticket.number': '1042', 'ticket.subject': 'Late refund', 'ticket.category': null, 'agent.name': 'Ben' } as const;
const messages = (text: string) => problemsOf(text).map(({ line, character, message }) => `${line}:${character} ${message}`);

describe('a text with variables', () => {
  it('is filled in, with what stands behind the bar where something is not known', () => {
    const text = 'Dear {{ customer.name | there }},\nyour {{ticket.category|request}} #{{ticket.number}} is with {{agent.name}}.';
    expect(problemsOf(text)).toEqual([]);
    expect(variablesOf(text)).toEqual(['customer.name', 'ticket.category', 'ticket.number', 'agent.name']);
    expect(render(text, values)).toBe('Dear Ada,\nyour request #1042 is with Ben.');
    expect(render(text, { ...values, 'customer.name': null })).toContain('Dear there,');
  });

  it('is read once: what is put in stands for nothing', () => {
    expect(render('{{ticket.subject}}', { ...values, 'ticket.subject': 'Say {{customer.email|x}} $& {{' })).toBe('Say {{customer.email|x}} $& {{');
  });

  it('takes values of one line that are no longer than a name', () => {
    expect(render('{{ticket.subject}}!', { ...values, 'ticket.subject': 'One\r\ntwo\u2028three\0' })).toBe('One two three!');
    expect(render('{{ticket.subject}}', { ...values, 'ticket.subject': 'x'.repeat(500) })).toHaveLength(200);
    expect(render('Dear {{customer.name|there}}', { ...values, 'customer.name': ' \n ' })).toBe('Dear there');
  });

  it('without variables is what it is, braces and all', () => {
    for (const text of ['', 'Good morning', 'if (a) { b }', 'a }} b', '{ {x} }']) expect([problemsOf(text), render(text, values)]).toEqual([[], text]);
  });

  it.each([
    ['{{customer.nam|x}}', '1:1 There is no variable "customer.nam". There are: customer.name, customer.email'],
    ['Hello\n  {{__proto__}}', '2:3 There is no variable "__proto__"'],
    ['{{constructor.name}}', '1:1 There is no variable "constructor.name"'],
    ['Dear {{customer.name}},', '1:6 Not every ticket has customer.name. Say what stands in its place, e.g. {{customer.name|…}}.'],
    ['{{customer.name|}}', '1:1 Behind the bar'],
    ['{{customer.name|a|b}}', '1:1 Behind the bar'],
    ['{{customer.name|a\nb}}', '1:1 Behind the bar'],
    ['{{ticket.number', '1:1 What begins with {{ ends with }}'],
    ['{{ticket.number {{agent.name}}', '1:1 What begins with {{ ends with }}'],
    ['{{}}', '1:1 There is no variable ""'],
    ['{{7*7}}', '1:1 There is no variable "7*7"'],
  ])('says what is wrong with it, and where: %j', (text, problem) => {
    expect(messages(text)[0]).toContain(problem);
    expect(() => render(text, values)).toThrow('cannot be filled in');
  });

  it('names each problem by itself', () => {
    expect(messages('{{a}} {{agent.name}} {{b}}')).toHaveLength(2);
  });

  it('is never longer than a message takes, whatever is put in', () => {
    const text = '{{ticket.subject}}'.repeat(20) + 'x'.repeat(LONGEST_TEMPLATE - 18 * 20);
    expect(problemsOf(text)).toEqual([]);
    expect(render(text, { ...values, 'ticket.subject': 's'.repeat(1_000) }).length).toBeLessThanOrEqual(8_000);
    expect(messages('{{ticket.number}}'.repeat(21))).toEqual([expect.stringContaining('20 variables at most')]);
  });

  it('is read in a time that grows with its length alone', () => {
    const began = performance.now();
    for (const text of ['{{'.repeat(2_000), '{{|'.repeat(1_300), `{{${' '.repeat(3_900)}`, '}}{{'.repeat(1_000)]) expect(problemsOf(text).length).toBeGreaterThan(0);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('has fallbacks in all that may be missing', () => {
    for (const [name, { isAlwaysThere }] of Object.entries(TEMPLATE_VARIABLES)) expect([name, problemsOf(`{{${name}}}`).length]).toEqual([name, isAlwaysThere ? 0 : 1]);
  });
});
