import { bold, dim } from '../setup/steps.mjs';
import type { SandboxAddresses } from './sandbox.ts';
import type { PortSetting } from './port-settings.ts';

/** What `.data/up.json` holds: everything that a demo, a test or a benchmark needs to find its way. */
export interface UpReport {
  pid: number;
  startedAt: string;
  /** The server, without a path at the end. */
  url: string;
  api: string;
  admin: string;
  openapi: string;
  health: string;
  ports: Partial<Record<PortSetting, number>>;
  database: { url: string; isEmbedded: boolean };
  sandbox: { paystack?: string; control?: string };
  mail: { url?: string; smtp?: { host: string; port: number }; incoming?: { host: string; port: number } };
  demo: { password: string; logins: { role: string; email: string; where: string }[] };
}

export function reportOf(
  url: string,
  ports: Partial<Record<PortSetting, number>>,
  database: UpReport['database'],
  { paystack, control, smtp, mail, incoming }: SandboxAddresses,
  demoPassword: string,
): UpReport {
  return {
    pid: process.pid,
    startedAt: new Date().toISOString(),
    url,
    api: `${url}/api`,
    admin: `${url}/admin`,
    openapi: `${url}/api/openapi.json`,
    health: `${url}/health/ready`,
    ports,
    database,
    sandbox: { ...(paystack !== undefined && { paystack }), ...(control !== undefined && { control }) },
    mail: { ...(mail !== undefined && { url: mail }), ...(smtp !== undefined && { smtp }), ...(incoming !== undefined && { incoming }) },
    demo: {
      password: demoPassword,
      logins: [
        { role: 'administrator', email: 'admin@mangrove.test', where: 'admin panel' },
        { role: 'moderator', email: 'moderator@mangrove.test', where: 'admin panel and API' },
        { role: 'user', email: 'user@mangrove.test', where: 'API' },
      ],
    },
  };
}

/** The table at the end of a start. */
export function tableOf(report: UpReport, tookSeconds: string): string {
  const database = new URL(report.database.url);
  const addresses: [string, string][] = [
    ['API', report.api],
    ['Admin panel', report.admin],
    ['OpenAPI', report.openapi],
    ['Demo portal', `${report.url}/portal/index.html`],
    ...(report.sandbox.paystack === undefined ? [] : ([['Paystack sandbox', `${report.sandbox.paystack}  (controls below /_control)`]] as [string, string][])),
    ...(report.mail.url === undefined ? [] : ([['Caught mail', report.mail.url]] as [string, string][])),
    ...(report.mail.incoming === undefined ? [] : ([['Mail to support', `smtp://${report.mail.incoming.host}:${report.mail.incoming.port}`]] as [string, string][])),
    ['PostgreSQL', `${database.host}${database.pathname}${report.database.isEmbedded ? '  (embedded)' : ''}`],
  ];
  const logins = report.demo.logins.map(({ role, email, where }): [string, string] => [role, `${email.padEnd(24)}  ${where}`]);
  const width = Math.max(...[...addresses, ...logins].map(([label]) => label.length)) + 2;
  const rows = (pairs: [string, string][]) => pairs.map(([label, text]) => `  ${label.padEnd(width)}${text}`).join('\n');
  return [
    '',
    bold(`Mangrove is up (${tookSeconds} s)`),
    '',
    rows(addresses),
    '',
    `  Demo logins, each with the password ${bold(report.demo.password)}`,
    rows(logins),
    '',
    dim('Ctrl-C stops all of it. The server writes its log below.'),
  ].join('\n');
}
