/** Stands at the top of every mail that we send: above it is what the customer has to say, in every language and program. */
export const REPLY_MARKER = '--- Please write your answer above this line ---';

/**
 * "On 3 March 2026, Ada wrote:", as mail programs say it in the languages that we have seen. Each begins and ends with words
 * of its own, and has a number in between, of a date or a time.
 */
const ATTRIBUTIONS: readonly (readonly [start: RegExp, end: RegExp])[] = [
  [/^On\s/i, /\swrote:$/i],
  [/^Am\s/, /\sschrieb(\s.{1,200})?:$/],
  [/^Le\s/, /\sa écrit\s?:$/],
  [/^El\s/, /\sescribió:$/],
  [/^Il\s/, /\sha scritto:$/],
  [/^Em\s/, /\sescreveu:$/],
  [/^Op\s/, /\sschreef(\s.{1,200})?:$/],
  [/^(W dniu|Dnia)\s/, /\snapisał(a|\(a\))?:$/],
  [/^(Den|På)\s/, /\sskrev(\s.{1,200})?:$/],
  [/^/, /\s(пишет|написал|написала|написал\(а\)):$/],
  [/^/, /\syazdı:$/],
  [/^/, /(写道|のメール|님이 작성)[：:]$/],
  // Thunderbird and others without a date in front: "Ada <ada@example.org> wrote on 3 March:".
  [/^\S[^<@]{0,100}\s<?[^\s@]{1,100}@[^\s@]{1,100}\s/, /\s(wrote|schrieb|a écrit|escribió|ha scritto|escreveu|schreef).{0,100}:$/],
];

const LONGEST_ATTRIBUTION = 400;

export function isAttribution(text: string): boolean {
  const line = text.trim().replace(/^>\s?/, '');
  if (line.length > LONGEST_ATTRIBUTION || !/[:：]$/.test(line) || !/[0-9@]/.test(line)) return false;
  return ATTRIBUTIONS.some(([start, end]) => start.test(line) && end.test(line));
}

/** "-----Original Message-----"; a forwarded mail is none: there the quotation is the point. */
const ORIGINAL_MESSAGE =
  /^\s*-{2,}\s*(Original Message|Original Appointment|Reply message|Ursprüngliche Nachricht|Original-Nachricht|Message d['’]origine|Message original|Mensaje original|Messaggio originale|Mensagem original|Oorspronkelijk bericht|Oryginalna wiadomość|Ursprungligt meddelande|Opprinnelig melding|Исходное сообщение|Orijinal Mesaj|原始邮件|元のメッセージ)\s*-{2,}\s*$/i;

export const isSeparator = (line: string): boolean => ORIGINAL_MESSAGE.test(line);

/** The fields that Outlook puts above what it quotes; `*` where it makes them bold. */
const FROM = /^\s*\*?(From|Von|De|Da|Van|Från|Fra|Od|От|Gönderen|发件人|差出人)\s?\*?\s?[:：]/i;
const OTHERS = /^\s*\*?(Sent|Date|To|Cc|Subject|Gesendet|Datum|An|Betreff|Envoyé|À|Objet|Enviado|Fecha|Para|Asunto|Inviato|Data|A|Oggetto|Assunto|Verzonden|Aan|Onderwerp|Skickat|Till|Ämne|Sendt|Til|Emne|Wysłano|Do|Temat|Отправлено|Кому|Тема|Дата|Gönderildi|Kime|Konu|发送时间|收件人|主题|送信日時|宛先|件名)\s?\*?\s?[:：]/i;
const RULE = /^\s*[_-]{10,}\s*$/;

/** Whether the head of a quoted mail begins at a line: who it was from, and two more of its fields right below; a rule may stand above. */
export function isHeaderBlock(lines: readonly string[], at: number): boolean {
  if (!RULE.test(lines[at] ?? '')) return isHead(lines, at);
  const next = lines.slice(at + 1, at + 4).findIndex((line) => line.trim() !== '');
  // Not another rule: a mail may be nothing but rules, and each would be followed to the end of all.
  return next >= 0 && isHead(lines, at + 1 + next);
}

const isHead = (lines: readonly string[], at: number): boolean => FROM.test(lines[at] ?? '') && lines.slice(at + 1, at + 6).filter((line) => OTHERS.test(line)).length >= 2;

/** The advertisement below a mail that was written on a telephone. */
const SIGNATURE =
  /^\s*(Sent from my \S.{0,60}|Sent from Outlook.{0,60}|Get Outlook for (iOS|Android).{0,60}|Von meinem \S.{0,40} gesendet|Envoyé de mon \S.{0,60}|Enviado desde mi \S.{0,60}|Enviado do meu \S.{0,60}|Inviato da(l mio)? \S.{0,60}|Verzonden vanaf mijn \S.{0,60}|Skickat från min \S.{0,60}|Sendt fra min \S.{0,60}|Wysłane z \S.{0,60}|Отправлено с \S.{0,60})$/i;

export const isSignature = (line: string): boolean => SIGNATURE.test(line);
