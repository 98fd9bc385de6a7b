const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
/** Without a terminal there is no spinner, so a long step says that it is still at work. */
const SIGN_OF_LIFE_MS = 15_000;

const isTerminal = process.stdout.isTTY === true && process.env.CI === undefined && process.env.TERM !== 'dumb';

const paint = (/** @type {number} */ colour, /** @type {string} */ text) =>
  isTerminal && process.env.NO_COLOR === undefined ? `\u001b[${colour}m${text}\u001b[0m` : text;
export const dim = (/** @type {string} */ text) => paint(2, text);
export const green = (/** @type {string} */ text) => paint(32, text);
export const red = (/** @type {string} */ text) => paint(31, text);
export const bold = (/** @type {string} */ text) => paint(1, text);

const seconds = (/** @type {number} */ sinceMs) => `${((performance.now() - sinceMs) / 1_000).toFixed(1)} s`;

/** One line, never wider than the terminal: a wrapped line could not be overwritten. */
const fitted = (/** @type {string} */ text) => {
  const width = (process.stdout.columns || 80) - 1;
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
};

/**
 * Shows one step of a script with its progress and its time.
 *
 * @template T
 * @param {string} title
 * @param {(note: (text: string) => void) => Promise<T>} work `note` says what the step is doing right now; the last note stays.
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const startedMs = performance.now();
  let note = '';
  let frame = 0;
  const described = () => (note ? `${title}: ${note}` : title);
  const timer = isTerminal
    ? setInterval(() => {
        frame += 1;
        process.stdout.write(`\r\u001b[2K${fitted(`${FRAMES[frame % FRAMES.length]} ${described()}  ${seconds(startedMs)}`)}`);
      }, 80)
    : setInterval(() => console.log(`… ${described()}  ${seconds(startedMs)}`), SIGN_OF_LIFE_MS);
  const finish = (/** @type {string} */ mark) => {
    clearInterval(timer);
    if (isTerminal) process.stdout.write('\r\u001b[2K');
    console.log(`${mark} ${described()}  ${dim(seconds(startedMs))}`);
  };
  try {
    const result = await work((text) => {
      note = text;
    });
    finish(green('✓'));
    return result;
  } catch (error) {
    finish(red('✗'));
    throw error;
  }
}
