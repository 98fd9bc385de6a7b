import fc from 'fast-check';
import { attachmentName } from './attachment-name';

const named = (given: string, extensions: readonly [string, ...string[]] = ['jpg', 'jpeg']) => attachmentName(given, extensions);

describe('the name of an attachment', () => {
  it.each([
    ['holiday.jpg', 'holiday.jpg'], ['Holiday.JPEG', 'Holiday.JPEG'], ['Ferien in Lagos – 1.jpg', 'Ferien in Lagos – 1.jpg'], ['写真.jpg', '写真.jpg'], ['👩‍👩‍👧.jpg', '👩👩👧.jpg'],
    ['../../etc/passwd', 'passwd.jpg'], ['C:\\Users\\ada\\a.jpg', 'a.jpg'], ['..', 'file.jpg'], ['', 'file.jpg'], ['/', 'file.jpg'], ['.htaccess', 'htaccess.jpg'], ['.jpg', 'jpg.jpg'],
    ['page.html', 'page.html.jpg'], ['a.jpg.exe', 'a.jpg.exe.jpg'], ['a\r\nSet-Cookie: x.jpg', 'aSet-Cookie_ x.jpg'], ['a\0b.jpg', 'ab.jpg'], ['photo\u202Egpj.exe', 'photogpj.exe.jpg'], ['a\u200Bb.jpg', 'ab.jpg'],
    ['what?.jpg', 'what_.jpg'], ['a "quoted" name.jpg', 'a _quoted_ name.jpg'], ['  spaced   out  .jpg', 'spaced out.jpg'], ['lone\ud800.jpg', 'lone.jpg'],
  ])('%j becomes %j', (given, expected) => {
    expect(named(given)).toBe(expected);
  });

  it('can always be saved: short, with an ending of its type, and nothing that is no name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = named(given);
        expect([...name].length).toBeLessThanOrEqual(200);
        expect(name).toMatch(/^[^.\s/\\<>:"|?*\p{Cc}\p{Cf}][^/\\<>:"|?*\p{Cc}\p{Cf}]*\.jpe?g$/iu);
      }),
    );
  });

  it('stays as it is once it is one', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => expect(named(named(given))).toBe(named(given))));
  });
});
