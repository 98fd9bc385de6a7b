import { settings } from '../../config/env';
import { endpointCatalogue, errorCatalogue, errorsOf, eventCatalogue, jsonSchemaOf, type Setting } from '#kernel';
// What declares endpoints, errors and events does so when it is loaded.
import '#kyc';
import '#messaging';
import '#payments';
import '../extensions/users-permissions/install';
import '../extensions/users-permissions/strapi-server';
import '../recipes/kyc-limits';
import { code, page, table } from './markdown';
import { realtimePage } from './realtime';

const errors = (): string =>
  page(
    'Errors',
    'the declarations in the code (`defineError`)',
    'Every refusal is `{ "data": null, "error": { "status", "name", "code", "message", "details" } }`. A code is never reused and never changes its meaning; the message may.',
    table(['Code', 'Status', 'When'], errorCatalogue().map(({ code: name, status, when }) => [code(name), String(status), when])),
  );

const events = (): string =>
  page(
    'Events',
    'the declarations in the code (`defineEvents`)',
    'An event is stored in the transaction of what it tells about and handed to each reader at least once, by a job. Read one with `kernel(strapi).events.on(name, handler)`.',
    table(
      ['Event', 'When', 'Payload'],
      eventCatalogue().map(([type, { when, payload }]) => {
        const { properties = {} } = jsonSchemaOf(payload) as { properties?: Record<string, object> };
        return [code(type), when, Object.keys(properties).map(code).join(', ')];
      }),
    ),
  );

function settingRow([name, setting]: [string, Setting]): string[] {
  const { description, development, fallback, isSecret, schema } = setting;
  const shown = (text: string | undefined) => (text === undefined ? '' : isSecret ? 'a known one' : text === '' ? 'empty' : code(text));
  const inProduction = fallback !== undefined ? shown(fallback) : schema.safeParse(undefined).success ? 'off' : 'must be set';
  const elsewhere = development !== undefined ? shown(development) : inProduction;
  return [code(name), description, elsewhere, inProduction];
}

function settingsPage(): string {
  const groups = new Map<string, [string, Setting][]>();
  for (const [name, setting] of Object.entries<Setting>(settings)) groups.set(setting.group, [...(groups.get(setting.group) ?? []), [name, setting]]);
  const sections = [...groups].map(([group, rows]) => `## ${group}\n\n${table(['Variable', 'Meaning', 'Default', 'Default in production'], rows.map(settingRow))}`);
  return page('Settings', '`config/env/index.ts`', 'Environment variables. A wrong one stops the start with a sentence that says what was found and what is expected. No secret has a default in production.', sections.join('\n\n'));
}

const routes = (): string =>
  page(
    'Routes',
    'the declarations in the code (`defineEndpoint`)',
    'The REST API for clients; every path begins with `/api`. Shapes and examples are in the OpenAPI document at `GET /api/openapi.json`. Beside these: `GET /health/live`, `GET /health/ready`, and the routes of the admin panel.',
    table(
      ['Route', 'What it does', 'Who', 'Idempotency-Key', 'Errors'],
      endpointCatalogue().map((endpoint) => [
        code(`${endpoint.method} ${endpoint.path}`),
        endpoint.summary,
        endpoint.access === 'public' ? 'everybody' : 'signed-in users',
        endpoint.idempotencyKey ?? '',
        errorsOf(endpoint).map(({ code: name }) => code(name)).join(', '),
      ]),
    ),
  );

/** The generated pages of docs/reference, by file name. */
export const referencePages = (): Record<string, string> => ({ 'errors.md': errors(), 'events.md': events(), 'settings.md': settingsPage(), 'routes.md': routes(), 'realtime.md': realtimePage() });
