import { randomBytes } from 'node:crypto';
import { createTestDatabase, startServer } from '../../../support/index.ts';

type Settings = Readonly<Record<string, string>>;

describe('a server whose verifier has half of its settings', () => {
  let database: string;
  beforeAll(async () => {
    database = (await createTestDatabase()).url;
  });
  /** What it says in the place of starting. */
  const refusal = async (env: Settings): Promise<string> => {
    const failure = await startServer({ database, env }).then(() => undefined, (error: unknown) => error);
    return failure instanceof Error ? failure.message : 'It started.';
  };

  it.each<[Settings, string[]]>([
    [{ SMILE_ID_PARTNER_ID: '2343' }, ['SMILE_ID_API_KEY']],
    [{ SMILE_ID_API_KEY: 'a-key' }, ['SMILE_ID_PARTNER_ID']],
  ])('does not start with half of Smile ID’s: %j', async (given, missing) => expectNamed(await refusal(given), 'smile-id', given, missing));

  it.each<[Settings, string[]]>([
    [{ DOJAH_APP_ID: '65a0c0ffee', DOJAH_SECRET_KEY: 'test_sk_1' }, ['DOJAH_DOCUMENT_WIDGET or DOJAH_SELFIE_WIDGET']],
    [{ DOJAH_APP_ID: '65a0c0ffee', DOJAH_SELFIE_WIDGET: 'w-selfie' }, ['DOJAH_SECRET_KEY']],
    [{ DOJAH_DOCUMENT_WIDGET: 'w-document' }, ['DOJAH_APP_ID', 'DOJAH_SECRET_KEY']],
  ])('does not start with half of Dojah’s: %j', async (given, missing) => expectNamed(await refusal(given), 'dojah', given, missing));

  it.each([
    ['smile-id', ['SMILE_ID_PARTNER_ID', 'SMILE_ID_API_KEY']],
    ['dojah', ['DOJAH_APP_ID', 'DOJAH_SECRET_KEY', 'DOJAH_DOCUMENT_WIDGET or DOJAH_SELFIE_WIDGET']],
  ])('does not start when it is to ask %s, which has none', async (verifier, missing) => {
    const said = await refusal({ KYC_VERIFIERS: `${verifier},manual` });
    for (const name of missing) expect(said).toContain(`  ${name}: found nothing; expected a value, because KYC_VERIFIERS names "${verifier}".`);
  });

  it('does not start in production when it is to ask Paystack without a domain for its customers', async () => {
    const said = await refusal({ ...production(), KYC_VERIFIERS: 'paystack-identity' });
    expect(said).toContain('  PAYSTACK_IDENTITY_EMAIL_DOMAIN: found nothing; expected a value, because KYC_VERIFIERS names "paystack-identity".');
  });

  it('does not start when it is to ask one that nobody wrote, and names those that there are', async () => {
    expect(await refusal({ KYC_VERIFIERS: 'cowrie' })).toContain('KYC_VERIFIERS names "cowrie", which is no verifier. Choose from: manual, paystack-identity, smile-id, dojah');
  });
});

/** Each missing one in a line of its own, none of those that are there, and no value of any. */
function expectNamed(said: string, verifier: string, given: Settings, missing: readonly string[]): void {
  for (const name of missing) expect(said).toContain(`  ${name}: found nothing; expected a value, because other settings of the verifier "${verifier}" are there.`);
  for (const [name, value] of Object.entries(given)) {
    expect(said).not.toContain(`  ${name}: found nothing`);
    if (name.endsWith('KEY')) expect(said).not.toContain(value);
  }
}

/** All that production insists on, so that nothing else is missing. */
function production(): Settings {
  const secrets = ['ADMIN_JWT_SECRET', 'JWT_SECRET', 'API_TOKEN_SALT', 'TRANSFER_TOKEN_SALT', 'ENCRYPTION_KEY', 'DATA_MASTER_KEY', 'AUDIT_KEY', 'APP_KEYS'].map((name) => [name, randomBytes(32).toString('base64')]);
  return {
    ...Object.fromEntries(secrets), NODE_ENV: 'production', PASSWORD_RESET_URL: 'https://app.example.com/reset-password', SMTP_HOST: 'smtp.example.com',
    MAIL_FROM: 'Mangrove <no-reply@example.com>', PAYSTACK_SECRET_KEY: 'sk_test_0123456789',
  };
}
