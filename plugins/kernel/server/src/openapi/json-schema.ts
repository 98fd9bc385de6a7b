import { z } from '@strapi/utils';

/** A JSON Schema of draft 2020-12, which is what OpenAPI 3.1 speaks. */
export type JsonSchema = { [keyword: string]: unknown };

/**
 * What a zod schema takes, as JSON Schema. The input side also for answers: an answer is checked by parsing it. Schemas
 * with a `meta({ id })` move to `components` under that name.
 */
export function toJsonSchema(schema: z.ZodType, components: Record<string, JsonSchema>): JsonSchema {
  const { $schema: _, $defs = {}, ...own } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema & { $defs?: Record<string, JsonSchema> };
  for (const [name, definition] of Object.entries($defs)) components[name] = tidy(definition);
  return tidy(own);
}

/** The same where nothing is shared. */
export const jsonSchemaOf = (schema: z.ZodType): JsonSchema => toJsonSchema(schema, {});

/** Refers to components instead of `$defs`, and says `examples`, because JSON Schema does not know `example`. */
function tidy(schema: JsonSchema): JsonSchema {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const { example, id: _, ...rest } = value as JsonSchema & { id?: unknown };
    const walked = Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, key === '$ref' ? moved(inner) : key === 'properties' ? properties(inner) : walk(inner)]));
    return example === undefined ? walked : { ...walked, examples: [example] };
  };
  // Names of properties are not keywords: one called `id` or `example` stays.
  const properties = (value: unknown) => Object.fromEntries(Object.entries(value as object).map(([name, inner]) => [name, walk(inner)]));
  return walk(schema) as JsonSchema;
}

const moved = (reference: unknown) => String(reference).replace('#/$defs/', '#/components/schemas/');
