import { NoAnswer, ServerFault } from './failures';
import { pauseMs, retryAfterMs } from './retry';

const call = { method: 'GET', host: 'example.com', path: '/' };

describe('the pause before another attempt', () => {
  it('doubles, is random within its upper half, and stops growing at five seconds', () => {
    const lost = new NoAnswer(call, 'ECONNRESET', true);
    expect([0, 1, 2, 20].map((attempt) => pauseMs(attempt, lost, () => 1))).toEqual([100, 200, 400, 5_000]);
    expect([0, 1, 2, 20].map((attempt) => pauseMs(attempt, lost, () => 0))).toEqual([50, 100, 200, 2_500]);
  });

  it('is what the server asks for', () => {
    expect(pauseMs(0, new ServerFault(call, 503, null, 7_000))).toBe(7_000);
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  it.each([
    ['120', 120_000],
    ['0', 0],
    ['Thu, 01 Jan 2026 00:00:05 GMT', 5_000],
    ['Thu, 01 Jan 2020 00:00:00 GMT', 0],
    ['soon', undefined],
    [undefined, undefined],
  ])('%s means %s ms', (header, expected) => {
    expect(retryAfterMs(header, now)).toBe(expected);
  });
});
