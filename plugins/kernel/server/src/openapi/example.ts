import type { JsonSchema } from './json-schema';

/**
 * A value that fits a schema: its own example where it has one, else the plainest value of its type. `undefined` where
 * a pattern leaves no safe guess.
 */
export function exampleOf(schema: JsonSchema, components: Record<string, JsonSchema>): unknown {
  const { $ref, examples, default: fallback, const: only, enum: choices, anyOf, oneOf, allOf, type, format } = schema;
  if (typeof $ref === 'string') return exampleOf(components[$ref.replace('#/components/schemas/', '')] ?? {}, components);
  if (Array.isArray(examples) && examples.length > 0) return examples[0];
  if (fallback !== undefined) return fallback;
  if ('const' in schema) return only;
  if (Array.isArray(choices)) return choices[0];
  const [first] = ([anyOf, oneOf, allOf].find(Array.isArray) ?? []) as JsonSchema[];
  if (first) return exampleOf(first, components);
  switch (type) {
    case 'object':
      return objectExample(schema, components);
    case 'array': {
      const item = exampleOf((schema.items as JsonSchema | undefined) ?? {}, components);
      return item === undefined ? [] : [item];
    }
    case 'string':
      return stringExample(schema, format);
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    default:
      return null;
  }
}

function objectExample({ properties = {}, required = [] }: JsonSchema & { properties?: Record<string, JsonSchema>; required?: string[] }, components: Record<string, JsonSchema>) {
  const pairs = Object.entries(properties).map(([name, inner]) => [name, exampleOf(inner, components)] as const);
  return Object.fromEntries(pairs.filter(([name, value]) => value !== undefined || required.includes(name)));
}

const BY_FORMAT: Record<string, string> = {
  'date-time': '2026-11-22T18:00:00.000Z',
  date: '2026-11-22',
  email: 'ada@example.com',
  uri: 'https://example.com/',
  uuid: '8e03978e-40d5-43dd-bc93-6894a57f9324',
};

function stringExample({ pattern, minLength }: JsonSchema, format: unknown): string | undefined {
  const known = typeof format === 'string' ? BY_FORMAT[format] : undefined;
  if (known !== undefined) return known;
  const candidates = ['text'.padEnd(typeof minLength === 'number' ? minLength : 0, 't'), '1', 'ABC', '2026-11-22T18:00:00Z'];
  return typeof pattern === 'string' ? candidates.find((text) => new RegExp(pattern, 'u').test(text)) : candidates[0];
}
