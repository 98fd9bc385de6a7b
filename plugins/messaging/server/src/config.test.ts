import { validateMessagingConfig, type MessagingConfig } from './config';
import { rawMime } from './mailboxes/raw-mime';

const config = (mail: Partial<MessagingConfig['mail']>): MessagingConfig => ({
  rooms: { mostMembers: 500, mostPerPerson: 1_000 },
  messages: { editSeconds: 60 },
  tickets: { numberStart: 1, numberStep: 1, reopenDays: 1, perRequesterAndHour: 1, assignment: 'manual' },
  attachments: { maxBytes: 1, linkSeconds: 10, uploadsPerMinute: 1 },
  filters: [],
  moderation: { evidenceDays: 90 },
  mail: { support: undefined, mailboxes: [], mostAnHour: 1, mostAttachedBytes: 1, guestsPerCallerAndHour: 1, guestConfirmUrl: 'http://127.0.0.1/confirm', ...mail },
  realtime: { origins: [], trustedProxies: 0, connectionsPerAddress: 1, eventsPerSecond: 1, sweepMs: 50, redisUrl: undefined },
});
const secrets = ['a secret'];

describe('mail for the support', () => {
  it('needs an address and a secret, or neither', () => {
    expect(() => validateMessagingConfig(config({}))).not.toThrow();
    expect(() => validateMessagingConfig(config({ support: { address: 'support@example.com', secrets } }))).not.toThrow();
    expect(() => validateMessagingConfig(config({ support: { address: 'support@example.com', secrets: [] } }))).toThrow('SUPPORT_MAIL_SECRETS is not; expected a random text');
    expect(() => validateMessagingConfig(config({ mailboxes: [rawMime({ secrets: [`whsec_${Buffer.alloc(32).toString('base64')}`] })] }))).toThrow('SUPPORT_MAIL_ADDRESS');
  });

  it.each(['help+support@example.com', `${'s'.repeat(22)}@example.com`])('is refused at %s, where no ticket fits behind it', (address) => {
    expect(() => validateMessagingConfig(config({ support: { address, secrets } }))).toThrow(/SUPPORT_MAIL_ADDRESS has .*; expected at most 21 characters without a plus/);
  });
});
