// Prints every setting of the compiled server with what it is and what stands in for it, as JSON. A script of its own,
// because the settings are read, and refused, as soon as they are loaded.
process.env.NODE_ENV = 'development';
process.env.DATABASE_URL ??= 'postgres://nobody@127.0.0.1:5432/none';
/** @type {{ settings: Record<string, Record<string, unknown> & { schema: { safeParse(value: unknown): { success: boolean } } }> }} */
const { settings } = require(require('node:path').resolve(__dirname, '../../dist/config/env/index.js'));

const catalogue = Object.entries(settings).map(([name, { group, description, development, fallback, isSecret, schema }]) => ({
  name,
  group,
  description,
  development,
  fallback,
  isSecret: isSecret === true,
  isOptional: schema.safeParse(undefined).success,
}));
process.stdout.write(JSON.stringify(catalogue));
