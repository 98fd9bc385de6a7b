import { readSettings, shape, SettingsError, type Settings } from './settings';

const settings = {
  PORT: { group: 'g', description: 'd', schema: shape.integer(0, 65_535), fallback: '1337' },
  HOST: { group: 'g', description: 'd', schema: shape.text('an address'), development: '127.0.0.1', fallback: '0.0.0.0' },
  SECRET: { group: 'g', description: 'd', schema: shape.secret(), isSecret: true, development: 'development-secret-000000000000000' },
  REDIS: { group: 'g', description: 'd', schema: shape.optional(shape.url(['redis:'], 'redis://host:6379')) },
} satisfies Settings;
const SECRET = 'x'.repeat(32);

describe('settings', () => {
  it('are what the environment says, in their types', () => {
    expect(readSettings(settings, { PORT: '80', HOST: '::', SECRET, REDIS: 'redis://r:1' })).toEqual({ PORT: 80, HOST: '::', SECRET, REDIS: 'redis://r:1' });
  });

  it('fall back to the default of development outside production, and to the common one in it', () => {
    expect(readSettings(settings, {})).toMatchObject({ PORT: 1337, HOST: '127.0.0.1', SECRET: 'development-secret-000000000000000', REDIS: undefined });
    expect(readSettings(settings, { NODE_ENV: 'production', SECRET })).toMatchObject({ HOST: '0.0.0.0' });
  });

  it('take an empty variable for one that is not set', () => {
    expect(readSettings(settings, { PORT: '' }).PORT).toBe(1337);
  });

  it('that are wrong are all named at once, with what was found and what is expected, and no secret', () => {
    const read = () => readSettings(settings, { NODE_ENV: 'production', PORT: '70000', SECRET: 'short-secret', REDIS: 'http://x' });
    expect(read).toThrow(SettingsError);
    expect(read).toThrow('PORT: found "70000"; expected a whole number from 0 to 65535');
    expect(read).toThrow('SECRET: found a value of 12 characters; expected a random text of at least 32 characters');
    expect(read).toThrow('REDIS: found "http://x"; expected an address such as redis://host:6379');
    expect(read).not.toThrow('short-secret');
    expect(() => readSettings(settings, { NODE_ENV: 'production' })).toThrow('SECRET: found nothing');
  });

  it.each([
    [shape.flag(), 'true', true],
    [shape.list('a,b'), ' a, ,b ', ['a', 'b']],
    [shape.choice(['a', 'b']), 'b', 'b'],
    [shape.key256(), Buffer.alloc(32).toString('base64'), Buffer.alloc(32)],
  ])('have shapes for what they hold (%#)', (schema, text, value) => {
    expect(schema.parse(text)).toEqual(value);
  });

  it.each([
    [shape.flag(), 'yes'], [shape.integer(1, 5), '1.5'], [shape.integer(1, 5), '6'], [shape.choice(['a', 'b']), 'c'],
    [shape.key256(), Buffer.alloc(31).toString('base64')], [shape.url(['https:'], 'https://x'), 'not an address'],
  ])('refuse what does not fit (%#)', (schema, text) => {
    expect(schema.safeParse(text).success).toBe(false);
  });
});
