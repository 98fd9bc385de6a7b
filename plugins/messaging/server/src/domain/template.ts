/**
 * Texts that are written once and sent often. `{{customer.name|there}}` stands for something of the ticket that they are
 * sent in; what stands behind the bar is said where it is not known. Nothing else is looked at, nothing is computed, and
 * what is put in is not read again: a customer who calls themselves `{{agent.name}}` is called so.
 */

/** What a text may stand for, and whether each ticket has it. */
export const TEMPLATE_VARIABLES = {
  'customer.name': { what: 'The user name of the customer, unless it is an address; people without an account have none', isAlwaysThere: false },
  'customer.email': { what: 'The address of the customer', isAlwaysThere: false },
  'ticket.number': { what: 'The number of the ticket, without a sign', isAlwaysThere: true },
  'ticket.subject': { what: 'What the ticket is about', isAlwaysThere: true },
  'ticket.category': { what: 'The category of the ticket', isAlwaysThere: false },
  'agent.name': { what: 'What customers call whoever sends it: their first name, or "Support"', isAlwaysThere: true },
} as const;

export type TemplateVariable = keyof typeof TEMPLATE_VARIABLES;
export type TemplateValues = Readonly<Partial<Record<TemplateVariable, string | null>>>;

/** With values of that length a text of `LONGEST_TEMPLATE` stays within what a message takes, 8,000 characters. */
export const LONGEST_TEMPLATE = 4_000;
const MOST_VARIABLES = 20;
const LONGEST_VALUE = 200;
const LONGEST_FALLBACK = 80;

type Part = string | { name: TemplateVariable; fallback: string | null };

/** What is wrong with a text, and where: both count from 1. */
export interface TemplateProblem {
  line: number;
  character: number;
  message: string;
}

const OPEN = '{{';
const CLOSE = '}}';
const isVariable = (name: string): name is TemplateVariable => Object.hasOwn(TEMPLATE_VARIABLES, name);

/** Takes a text apart, without an expression that could go back and forth over it. */
function read(text: string): { parts: Part[]; problems: TemplateProblem[] } {
  const parts: Part[] = [];
  const problems: TemplateProblem[] = [];
  let from = 0;
  for (let at = text.indexOf(OPEN); at >= 0; at = text.indexOf(OPEN, from)) {
    const end = text.indexOf(CLOSE, at + OPEN.length);
    const inner = end < 0 ? undefined : text.slice(at + OPEN.length, end);
    const found = readVariable(inner);
    parts.push(text.slice(from, at), ...(typeof found === 'string' ? [] : [found]));
    if (typeof found === 'string') problems.push({ ...placeOf(text, at), message: found });
    from = inner === undefined || inner.includes(OPEN) ? at + OPEN.length : end + CLOSE.length;
  }
  parts.push(text.slice(from));
  if (parts.filter((part) => typeof part !== 'string').length > MOST_VARIABLES) problems.push({ line: 1, character: 1, message: `A text has ${MOST_VARIABLES} variables at most.` });
  return { parts, problems };
}

/** @returns what is wrong with it, where something is. */
function readVariable(inner: string | undefined): Exclude<Part, string> | string {
  if (inner === undefined || inner.includes(OPEN)) return 'What begins with {{ ends with }}, e.g. {{ticket.number}}.';
  const [name = '', ...rest] = inner.split('|').map((piece) => piece.trim());
  if (!isVariable(name)) return `There is no variable "${name.slice(0, 40)}". There are: ${Object.keys(TEMPLATE_VARIABLES).join(', ')}.`;
  if (rest.length > 1 || rest.some((fallback) => fallback === '' || fallback.length > LONGEST_FALLBACK || /[{}\r\n]/.test(fallback))) {
    return `Behind the bar stands what is said instead: up to ${LONGEST_FALLBACK} characters of one line, without | { }.`;
  }
  const [fallback = null] = rest;
  if (fallback === null && !TEMPLATE_VARIABLES[name].isAlwaysThere) return `Not every ticket has ${name}. Say what stands in its place, e.g. {{${name}|…}}.`;
  return { name, fallback };
}

function placeOf(text: string, at: number): { line: number; character: number } {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, character: (before.at(-1)?.length ?? 0) + 1 };
}

/** Everything that is wrong with a text; nothing, where it can be sent in any ticket. */
export const problemsOf = (text: string): TemplateProblem[] => read(text).problems;

/** What a text stands for, each once. */
export const variablesOf = (text: string): TemplateVariable[] => [...new Set(read(text).parts.flatMap((part) => (typeof part === 'string' ? [] : [part.name])))];

/** One line, and no longer than a name is. */
const plain = (value: string): string => value.replace(/[\0-\x1f\x7f\u2028\u2029]+/g, ' ').trim().slice(0, LONGEST_VALUE);

/** The text with its variables filled in. @throws Error for a text with problems: look for them first. */
export function render(text: string, values: TemplateValues): string {
  const { parts, problems } = read(text);
  if (problems.length > 0) throw new Error(`The text cannot be filled in: ${problems[0]?.message ?? ''}`);
  return parts.map((part) => (typeof part === 'string' ? part : plain(values[part.name] ?? '') || (part.fallback ?? ''))).join('');
}
