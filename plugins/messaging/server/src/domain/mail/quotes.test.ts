import fc from 'fast-check';
import { REPLY_MARKER } from './quote-styles';
import { withoutQuote } from './quotes';

const ANSWER = 'The card ends in 4081.\n\nThank you,\nAda';

describe('an answer by mail, without what it answers', () => {
  it.each([
    ['Gmail', `${ANSWER}\n\nOn Tue, Mar 3, 2026 at 4:05 PM Amaka, Support <support@example.com> wrote:\n\n> Which card?\n>\n> Amaka\n`],
    ['Gmail, broken into lines', `${ANSWER}\n\nOn Tue, Mar 3, 2026 at 4:05 PM Amaka, Support <\nsupport+01kaqz3v8m4t6w0c9e5r2b7n1d@example.com> wrote:\n\n> Which card?\n`],
    ['Apple Mail', `${ANSWER}\n\n> On 3 Mar 2026, at 16:05, Amaka <support@example.com> wrote:\n> \n> Which card?\n`],
    ['Apple Mail in German', `${ANSWER}\n\n> Am 03.03.2026 um 16:05 schrieb Amaka <support@example.com>:\n> \n> Welche Karte?\n`],
    ['Thunderbird in French', `${ANSWER}\n\nLe 03/03/2026 à 16:05, Amaka a écrit :\n> Quelle carte ?\n`],
    ['Gmail in Spanish', `${ANSWER}\n\nEl mar, 3 mar 2026 a las 16:05, Amaka (<support@example.com>) escribió:\n\n> ¿Qué tarjeta?\n`],
    ['Gmail in Italian', `${ANSWER}\n\nIl giorno mar 3 mar 2026 alle ore 16:05 Amaka <support@example.com> ha scritto:\n\n> Quale carta?\n`],
    ['Gmail in Portuguese', `${ANSWER}\n\nEm ter., 3 de mar. de 2026 às 16:05, Amaka <support@example.com> escreveu:\n\n> Qual cartão?\n`],
    ['Gmail in Dutch', `${ANSWER}\n\nOp di 3 mrt 2026 om 16:05 schreef Amaka <support@example.com>:\n\n> Welke kaart?\n`],
    ['Gmail in Russian', `${ANSWER}\n\nвт, 3 мар. 2026 г. Amaka пишет:\n\n> Какая карта?\n`],
    ['Outlook', `${ANSWER}\r\n\r\n________________________________\r\nFrom: Support <support@example.com>\r\nSent: Tuesday, 3 March 2026 16:05\r\nTo: Ada <ada@example.org>\r\nSubject: [#1042] Refund\r\n\r\nWhich card?\r\n`],
    ['Outlook, in words that are bold', `${ANSWER}\n\n*From:* Support <support@example.com>\n*Sent:* Tuesday\n*To:* Ada\n*Subject:* Refund\n\nWhich card?`],
    ['Outlook in German', `${ANSWER}\n\nVon: Support <support@example.com>\nGesendet: Dienstag, 3. März 2026 16:05\nAn: Ada\nBetreff: Erstattung\n\nWelche Karte?`],
    ['Outlook in French', `${ANSWER}\n\nDe : Support <support@example.com>\nEnvoyé : mardi 3 mars 2026 16:05\nÀ : Ada\nObjet : Remboursement\n\nQuelle carte ?`],
    ['an old Outlook', `${ANSWER}\n\n-----Original Message-----\nFrom: Support\n\nWhich card?`],
    ['an old Outlook in Spanish', `${ANSWER}\n\n-----Mensaje original-----\nDe: Support\n\n¿Qué tarjeta?`],
    ['a program that quotes without a mark', `${ANSWER}\n\nOn 3 March 2026 16:05, Amaka <support@example.com> wrote:\nWhich card?\nAmaka`],
    ['a program of which nobody has heard, by our own line', `${ANSWER}\n\n| ${REPLY_MARKER}\n| Which card?`],
    ['our own line below an attribution', `${ANSWER}\n\nOn 3 March 2026 at 16:05, Support <support@example.com> wrote:\n\n> ${REPLY_MARKER}\n> Which card?`],
    ['an answer below the quotation', `On 3 March 2026 at 16:05, Support <support@example.com> wrote:\n> Which card?\n> Amaka\n\n${ANSWER}`],
    ['a telephone', `${ANSWER}\n\nSent from my iPhone\n\nOn 3 Mar 2026, at 16:05, Amaka <support@example.com> wrote:\n\n> Which card?`],
    ['a signature', `${ANSWER}\n-- \nAda Obi\nLagos\n\nOn 3 Mar 2026, at 16:05, Amaka <support@example.com> wrote:\n> Which card?`],
    ['nothing', `\n\n${ANSWER}\n\n\n\n`],
  ])('as %s writes it', (_program, text) => {
    expect(withoutQuote(text)).toBe(ANSWER);
  });

  it('keeps what is said between the lines of a quotation', () => {
    const text = '> Which card?\n\nThe one that ends in 4081.\n\n> And when?\n\nOn Monday.';
    expect(withoutQuote(text)).toBe(text);
  });

  it('keeps what only looks a little like a quotation', () => {
    for (const text of [
      'On Monday you wrote: it is on its way.\nIt is not.',
      'From: Lagos\nI moved.',
      'I read on your page what somebody wrote:\nthat it takes a day.',
      'To: be or not to be\nSubject: that is the question',
      '> Which card?',
    ]) expect(withoutQuote(text)).toBe(text);
  });

  it('keeps a forwarded mail: there the quotation is the point', () => {
    const text = 'See below.\n\n---------- Forwarded message ---------\nSomething that my bank says.';
    expect(withoutQuote(text)).toBe(text);
  });

  it('is nothing where nothing was said', () => {
    expect(withoutQuote(`On 3 Mar 2026, Support <support@example.com> wrote:\n> ${REPLY_MARKER}\n> Which card?`)).toBe('');
  });

  it('is found in time, however a mail is made', () => {
    const bombs = ['>'.repeat(2_000_000), '> \n'.repeat(700_000), 'On 3 \n'.repeat(300_000), '_'.repeat(1_000_000), 'From: a\n'.repeat(200_000), `On 1${' '.repeat(500_000)}wrote:`, '-- \n'.repeat(400_000), `a${'\n'.repeat(190_000)}b`, `${'a 1@'.repeat(99)}:\n`.repeat(500), `${'On 1 '.repeat(79)}:\n`.repeat(500), `a\n${'__________\n'.repeat(18_000)}`, `a\n${'On 1 wrote:\n'.repeat(16_000)}> b\nc`];
    const startedAt = performance.now();
    for (const bomb of bombs) withoutQuote(bomb);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it('never holds a word that was not in the mail', () => {
    const words = fc.array(fc.constantFrom('On 3 Mar, x@y.z wrote:', '> quoted', 'said', '', '-- ', REPLY_MARKER, 'From: a', 'To: b', 'Sent: c', '-----Original Message-----'), { maxLength: 20 });
    fc.assert(
      fc.property(words, (lines) => {
        for (const line of withoutQuote(lines.join('\n')).split('\n')) expect([...lines.map((one) => one.trim()), '']).toContain(line.trim());
      }),
    );
  });
});
