/**
 * The specification takes forms too. A form knows only text, so what the specification calls an integer is read as one
 * where it looks like one, `name[]` repeats make an array, and a value that is a JSON object becomes that object.
 */
export function parseForm(raw: string): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const form = new URLSearchParams(raw);
  for (const name of new Set(form.keys())) {
    if (name.endsWith('[]')) body[name.slice(0, -2)] = form.getAll(name);
    else body[name] = readValue(form.get(name) ?? '', INTEGERS.has(name));
  }
  return body;
}

const INTEGERS = new Set(['amount', 'invoice_limit']);

function readValue(text: string, isInteger: boolean): unknown {
  if (isInteger && /^\d{1,15}$/.test(text)) return Number(text);
  if (!text.startsWith('{')) return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
