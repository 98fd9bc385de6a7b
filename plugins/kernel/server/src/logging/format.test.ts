import { requestContext } from '../request-context';
import { createLogFormat } from './format';

const now = () => new Date('2026-01-01T00:00:00.000Z');
const lineOf = (kind: 'text' | 'json', info: Record<string, unknown>) =>
  String(createLogFormat(kind, now).transform({ level: 'info', message: '', ...info })[Symbol.for('message')]);

describe('a line of the log', () => {
  it('shows message and facts to people', () => {
    expect(lineOf('text', { message: 'Sealed.', count: 3, table: 'seals' })).toBe('2026-01-01T00:00:00.000Z info Sealed. count=3 table=seals');
  });

  it('shows the stack of an error, its code and its cause', () => {
    const error = Object.assign(new Error('outer', { cause: new Error('inner') }), { code: '23505', constraint: 'once' });
    const text = lineOf('text', { message: 'It failed.', error });
    expect(text).toContain('Error: outer\n');
    expect(text).toContain('(code 23505, constraint once)');
    expect(text).toContain('caused by Error: inner\n');
  });

  it('shows an error that is logged by itself', () => {
    expect(lineOf('text', { message: new Error('alone') })).toContain('format.test');
  });

  it('shows what a copy of an error says', () => {
    const copy = { ...new Error('lost'), message: 'the queue is lost', queue: 'mail', code: '57P01' };
    expect(JSON.parse(lineOf('json', { message: 'It failed.', error: copy }))).toMatchObject({ error: { message: 'the queue is lost', code: '57P01' } });
  });

  it('leaves out what an error carries beside: requests, rows, tokens', () => {
    const error = Object.assign(new Error('failed'), { config: { headers: { Authorization: 'Bearer secret' } }, detail: 'Key (email)=(ada@example.com)' });
    for (const kind of ['text', 'json'] as const) {
      const line = lineOf(kind, { message: 'x', error, more: [error] });
      expect(line).not.toContain('secret');
      expect(line).not.toContain('ada@example.com');
    }
  });

  it('is one JSON object in production and names request and actor', () => {
    const line = requestContext.run({ requestId: 'req_1', actor: { type: 'user', id: 'usr_1' } }, () =>
      lineOf('json', { message: 'Done.\nReally.', error: new Error('no'), amount: 5n }),
    );
    expect(line).not.toContain('\n');
    expect(JSON.parse(line)).toEqual({
      '@timestamp': '2026-01-01T00:00:00.000Z',
      'log.level': 'info',
      message: 'Done.\nReally.',
      'http.request.id': 'req_1',
      'user.id': 'user:usr_1',
      error: { type: 'Error', message: 'no', stack_trace: expect.stringContaining('Error: no') },
      labels: { amount: '5' },
    });
  });

  it('never throws, whatever is logged', () => {
    const round: Record<string, unknown> = {};
    round.self = round;
    expect(lineOf('json', { message: 'x', round })).toContain('(seen above)');
    expect(lineOf('text', { message: undefined, error: 'a text' })).toContain('string: a text');
  });
});
