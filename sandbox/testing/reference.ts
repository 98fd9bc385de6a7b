import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Paystack's published specification and samples, where a copy of them is at hand. */

type Schema = Record<string, unknown>;

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: Schema;
}

interface Document {
  readonly paths: Record<string, Record<string, { readonly parameters?: readonly Parameter[] } | undefined> | undefined>;
  readonly components: Schema;
}

/** OpenAPI 3.0 says `nullable: true` where JSON Schema says that null is one of the types. */
function toJsonSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(toJsonSchema);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = node as Schema;
  const converted = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, toJsonSchema(value)]));
  if (nullable === true && typeof converted['type'] === 'string') converted['type'] = [converted['type'], 'null'];
  return converted;
}

export function openReference(directory: string) {
  const document = parse(readFileSync(join(directory, 'openapi.yaml'), 'utf8')) as Document;
  const components = toJsonSchema(document.components);
  const options = { strict: false, allErrors: true, verbose: true, formats: { int64: true, 'date-time': (text: string) => !Number.isNaN(Date.parse(text)) } } as const;
  const bodies = new Ajv(options).addSchema({ $id: 'paystack', components });
  // A query string carries text: "5" is an integer there.
  const queries = new Ajv({ ...options, coerceTypes: true });

  const sample = (file: string) => JSON.parse(readFileSync(join(directory, file), 'utf8')) as Schema;

  return {
    schemaOf: (name: string) => (components as { schemas: Record<string, Schema> }).schemas[name] ?? {},
    validatorOf: (name: string): ValidateFunction => bodies.compile({ $ref: `paystack#/components/schemas/${name}` }),
    queryParametersOf: (path: string) => (document.paths[path]?.['get']?.parameters ?? []).filter((one) => one.in === 'query'),
    validatesQuery: ({ schema }: Parameter, text: string) => queries.validate({ type: 'object', properties: { value: toJsonSchema(schema) } }, { value: text }),
    apiSample: (name: string) => (sample(`api-samples/${name}.json`)['200'] as { data: Schema }).data,
    webhookSample: (name: string) => sample(`webhook-samples/${name}.json`),
  };
}

/**
 * Where a value breaks a schema, without the positions in arrays: `/data/0/plan` and `/data/7/plan` are one place.
 * Null is let pass: the specification forgets it in most places where the samples have it.
 */
export const placesOf = (errors: readonly ErrorObject[] | null | undefined) =>
  [...new Set((errors ?? [])
    .filter(({ keyword, data }) => keyword !== 'type' || data !== null)
    .map(({ instancePath, params }) => `${instancePath}/${String(params['missingProperty'] ?? '')}`.replace(/\/\d+(?=\/)/g, '/*')))];

/**
 * The fields of `sample` that `ours` lacks or shows as another kind of value. Null fits every kind: the samples have it
 * in most places. Metadata is whatever the merchant gave.
 */
export function differences(sample: unknown, ours: unknown, path = ''): string[] {
  if (path.endsWith('/metadata') || sample === null || ours === null) return [];
  const [wanted, found] = [kindOf(sample), kindOf(ours)];
  if (wanted !== found) return [`${path}: ${found} instead of ${wanted}`];
  if (Array.isArray(sample) && Array.isArray(ours)) return sample.length > 0 && ours.length > 0 ? differences(sample[0], ours[0], `${path}/*`) : [];
  if (wanted !== 'object') return [];
  const fields = ours as Schema;
  return Object.entries(sample as Schema).flatMap(([name, value]) =>
    name in fields ? differences(value, fields[name], `${path}/${name}`) : [`${path}/${name}: missing`]);
}

const kindOf = (value: unknown) => (Array.isArray(value) ? 'array' : typeof value);
