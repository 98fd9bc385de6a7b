import { clock } from './clock';

describe('the clock', () => {
  const environment = process.env.NODE_ENV;
  afterEach(() => {
    process.env.NODE_ENV = environment;
    clock.reset();
  });

  it('is the machine’s where nobody moves it', () => {
    expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(1_000);
  });

  it('stands still where it is set, and goes on by steps', () => {
    clock.set(new Date('2026-01-01T00:00:00Z'));
    clock.advanceSeconds(90);
    expect(clock.now().toISOString()).toBe('2026-01-01T00:01:30.000Z');
  });

  it('runs on from where it was advanced to', () => {
    clock.advanceSeconds(3_600);
    expect(clock.now().getTime() - Date.now()).toBeGreaterThan(3_590_000);
  });

  it('cannot be moved in production', () => {
    process.env.NODE_ENV = 'production';
    expect(() => clock.set(new Date())).toThrow('cannot be moved in production');
    expect(() => clock.advanceSeconds(1)).toThrow('cannot be moved in production');
  });
});
