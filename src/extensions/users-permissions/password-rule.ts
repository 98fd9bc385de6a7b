import { ValidationFailed } from '#kernel';

export const PASSWORD_MIN_CHARACTERS = 12;
/** bcrypt reads 72 bytes: what comes after them would count for nothing. */
export const PASSWORD_MAX_BYTES = 72;

/** Words that guessing programs try first, with anything around them. Twelve characters of one of these are no password. */
const COMMON = [
  'password', 'passwort', 'passcode', 'motdepasse', 'contrasena', 'qwerty', 'qwertz', 'azerty', 'letmein', 'welcome', 'iloveyou', 'admin',
  'administrator', 'changeme', 'secret', 'login', 'master', 'monkey', 'dragon', 'football', 'baseball', 'basketball', 'sunshine',
  'princess', 'superman', 'batman', 'michael', 'jordan', 'charlie', 'shadow', 'whatever', 'trustno', 'starwars', 'liverpool', 'chelsea',
  'arsenal', 'manchester', 'jesus', 'jesuschrist', 'godisgood', 'blessing', 'computer', 'internet', 'freedom', 'summer', 'winter', 'spring',
  'autumn', 'january', 'december', 'hello', 'abc', 'test', 'testing', 'user', 'guest', 'default', 'mangrove', 'strapi', 'paystack',
  'correcthorsebatterystaple', 'thequickbrownfox',
];
/** Rows of keyboards, the alphabet, the digits: runs along them are guessed early too. */
const RUNS = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiopasdfghjklzxcvbnm', 'azertyuiopqsdfghjklmwxcvbn', '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p', '1q2w3e4r5t6y7u8i9o0p'];

const LOOKALIKES: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' };
const COMMON_LONGEST_FIRST = [...COMMON].sort((a, b) => b.length - a.length);
const FEWEST_DIFFERENT = 5;
const FEWEST_CHARACTERS = 4;

/**
 * How many characters are left of a text when the guessable words are taken out of it, however spelled; each run of digits
 * and signs counts as one.
 */
function substance(text: string, words: readonly string[]): number {
  let plain = text.split('');
  const find = (word: string) => Math.max(plain.join('').indexOf(word), spell(plain).indexOf(word));
  for (const word of words) {
    for (let at = find(word); at >= 0; at = find(word)) plain = [...plain.slice(0, at), '#', ...plain.slice(at + word.length)];
  }
  return plain.join('').replace(/[^\p{L}]+/gu, '#').length;
}

/** `p@ssw0rd` is `password`. One character for one, so that places in the two agree. */
const spell = (characters: readonly string[]) => characters.map((character) => LOOKALIKES[character] ?? character).join('');

const reversed = (text: string) => [...text].reverse().join('');

function isRun(text: string): boolean {
  return RUNS.some((run) => run.includes(text) || reversed(run).includes(text) || (run + run).includes(text));
}

function isCommon(password: string): boolean {
  const plain = password.toLowerCase();
  if (new Set(plain).size < FEWEST_DIFFERENT || isRun(plain)) return true;
  // Half of it said twice is half as long.
  const [, repeated] = /^(.{1,8}?)\1+.{0,3}$/u.exec(plain) ?? [];
  if (repeated !== undefined) return true;
  return substance(plain, COMMON_LONGEST_FIRST) < FEWEST_CHARACTERS;
}

const isOwnName = (password: string, names: readonly string[]) =>
  names.some((name) => name.length >= 3 && substance(password.toLowerCase(), [name]) < FEWEST_CHARACTERS && password.toLowerCase().includes(name));

/** Why a password is refused, as a sentence that says what to do; `undefined` for a good one. */
export function passwordComplaint(password: string, account: { email?: string | undefined; username?: string | undefined }): string | undefined {
  if ([...password].length < PASSWORD_MIN_CHARACTERS) return `Choose a longer password: ${PASSWORD_MIN_CHARACTERS} characters or more, e.g. four words`;
  if (Buffer.byteLength(password) > PASSWORD_MAX_BYTES) return `Choose a shorter password: at most ${PASSWORD_MAX_BYTES} bytes`;
  const address = account.email?.toLowerCase();
  const names = [address, address?.split('@')[0], account.username?.toLowerCase()].filter((name) => name !== undefined);
  if (isOwnName(password, names)) return 'Choose a password without your user name or e-mail address in it';
  if (isCommon(password)) return 'Choose another password: this one is among those that are guessed first. Four words that do not belong together are good';
  return undefined;
}

/** @throws ValidationFailed that names the field and says what to do. */
export function assertPassword(password: string, account: { email?: string | undefined; username?: string | undefined }): void {
  const message = passwordComplaint(password, account);
  if (message !== undefined) throw new ValidationFailed({ errors: [{ path: ['body', 'password'], message }] });
}
