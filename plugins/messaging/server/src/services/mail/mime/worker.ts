/**
 * Reads one mail, in a thread of its own: whatever a stranger has made it of, it takes that thread with it and nothing else.
 * It imports packages alone, so that the thread has nothing else to load.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { parseAddressHeader, simpleParser, type ParsedMail } from 'mailparser';
import type { ReadMail } from '../../../domain/mail/mail';

/** Limits on what is looked at; the mail itself is kept whole. */
const LIMITS = {
  /** Bytes of the headers of one part. */
  maxHeadSize: 262_144,
  /** Parts, those within parts included. */
  maxChildNodes: 200,
  /** Characters of HTML that are turned into text. */
  maxHtmlLengthToParse: 1_000_000,
  // A mail within a mail is an attachment.
  ignoreEmbedded: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  checksumAlgo: false,
} as const;
const MOST_CHARACTERS = 500_000;
const MOST_RECIPIENTS = 100;
const MOST_ATTACHMENTS = 100;
/** Of one message, beyond which files stay in the mail. */
const MOST_FILES = 15;

/** What decides about a mail; nothing else of its headers leaves the thread. */
const KEPT_HEADERS = [
  'return-path', 'content-type', 'auto-submitted', 'precedence', 'x-autoreply', 'x-autorespond', 'x-failed-recipients', 'list-id', 'list-unsubscribe', 'authentication-results',
];
const RECIPIENT_HEADERS = ['delivered-to', 'x-original-to', 'envelope-to', 'to', 'cc'];

const ADDRESS = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,250}$/;

/** Values of a header without its name, unfolded. */
const valuesOf = ({ headerLines }: ParsedMail, name: string): string[] =>
  headerLines.filter(({ key }) => key === name).map(({ line }) => line.slice(line.indexOf(':') + 1).replace(/\r?\n(?=[ \t])/g, '').trim());

const addressesOf = (values: string[]) => parseAddressHeader(values, { flatten: true, decodePunycode: false }).value.filter(({ address }) => ADDRESS.test(address ?? ''));

/** Text that PostgreSQL can store: no control characters beside line ends and tabs, no half of a character. */
const printable = (text: string) => Buffer.from(text.replace(/[^\P{Cc}\n\t]/gu, '')).toString();
const oneLine = (text: string, most: number) => printable(text.replace(/\s+/g, ' ')).trim().slice(0, most);

/** Several authors, or a second From, are how one is shown to people and another to whoever checks. */
function authorOf(mail: ParsedMail): ReadMail['from'] {
  const values = valuesOf(mail, 'from');
  const [author, ...others] = addressesOf(values);
  if (values.length !== 1 || others.length > 0 || author?.address === undefined) return null;
  return { address: author.address.toLowerCase(), name: oneLine(author.name, 100) };
}

async function read(mime: Buffer): Promise<ReadMail> {
  const mail = await simpleParser(mime, LIMITS);
  const messageId = valuesOf(mail, 'message-id')[0] ?? '';
  return {
    messageId: /^<[^<>\s]{1,500}>$/.test(messageId) ? messageId : null,
    from: authorOf(mail),
    recipients: RECIPIENT_HEADERS.flatMap((name) => addressesOf(valuesOf(mail, name)).map(({ address = '' }) => address)).slice(0, MOST_RECIPIENTS),
    subject: oneLine(mail.subject ?? '', 500),
    text: printable((mail.text ?? '').slice(0, MOST_CHARACTERS).replace(/\r\n?/g, '\n')),
    attachments: mail.attachments.slice(0, MOST_ATTACHMENTS).map(({ filename, contentType, size }) => ({
      name: oneLine(filename ?? '', 200) || 'without a name', mediaType: oneLine(contentType, 100), sizeBytes: size,
    })),
    headers: Object.fromEntries(KEPT_HEADERS.map((name) => [name, valuesOf(mail, name)] as const).filter(([, values]) => values.length > 0)),
  };
}

async function readFiles(mime: Buffer): Promise<{ bytes: Uint8Array<ArrayBuffer> }[]> {
  const { attachments } = await simpleParser(mime, LIMITS);
  // Copies, each in a memory of its own: that is handed over, not copied once more.
  return attachments.slice(0, MOST_FILES).map(({ content }) => ({ bytes: new Uint8Array(content) }));
}

async function answer(): Promise<void> {
  const { wanted, mime } = workerData as { wanted: 'mail' | 'files'; mime: Uint8Array };
  const bytes = Buffer.from(mime.buffer, mime.byteOffset, mime.byteLength);
  if (wanted === 'mail') return parentPort?.postMessage(await read(bytes));
  const files = await readFiles(bytes);
  parentPort?.postMessage(files, files.map((file) => file.bytes.buffer));
}

// What is thrown ends the thread, and tells whoever waits.
answer().catch((error: unknown) => {
  throw error;
});
