/** Every port that `up` opens, with its default; 0 takes any free one. The same defaults stand in config/env. */
export const PORT_SETTINGS = { PORT: 1337, SANDBOX_PORT: 4010, MAIL_SMTP_PORT: 1025, MAIL_HTTP_PORT: 8025, MAIL_INCOMING_PORT: 2525, POSTGRES_PORT: 5433 } as const;
export type PortSetting = keyof typeof PORT_SETTINGS;
