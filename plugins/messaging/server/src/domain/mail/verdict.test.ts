import { verdictOf } from './verdict';

const AUTHORITY = 'mx.example.com';
const from = { address: 'Ada@Mail.Example.org', name: 'Ada' };
const verdict = (...results: string[]) => verdictOf({ from, headers: { 'authentication-results': results } }, AUTHORITY);

describe('what the receiving server found out about the author', () => {
  it.each([
    ['mx.example.com; dmarc=pass (p=REJECT sp=REJECT) header.from=mail.example.org', 'pass'],
    ['MX.example.com 1; spf=softfail smtp.mailfrom=x@other.example; dkim=pass (2048-bit key) header.d=example.org header.s=s1', 'pass'],
    ['mx.example.com; dkim=pass header.i=@mail.example.org', 'pass'],
    ['mx.example.com; spf=pass smtp.mailfrom=bounces@mail.example.org', 'pass'],
    ['mx.example.com; spf=pass smtp.mailfrom=mail.example.org', 'pass'],
    ['mx.example.com; dkim=pass header.d=example.org; dmarc=fail header.from=mail.example.org', 'fail'],
    ['mx.example.com; dkim=pass header.d=mass-mailer.example', 'none'],
    ['mx.example.com; dkim=pass header.d=org', 'none'],
    ['mx.example.com; dkim=pass header.d=ample.org', 'none'],
    ['mx.example.com; dmarc=pass header.from=evil.example', 'none'],
    ['mx.example.com; spf=pass smtp.mailfrom=ada@evil.example', 'none'],
    ['mx.example.com; dkim=fail header.d=mail.example.org', 'none'],
    ['mx.example.com; (dmarc=pass header.from=mail.example.org)', 'none'],
    ['mx.example.com; none', 'none'],
    ['', 'none'],
  ] as const)('from "%s": %s', (header, expected) => {
    expect(verdict(header)).toBe(expected);
  });

  it('is not believed of a server that we did not name, nor where a sender has put a second one below', () => {
    expect(verdict('mx.evil.example; dmarc=pass header.from=mail.example.org')).toBe('none');
    expect(verdict('mx.example.com; dmarc=fail header.from=mail.example.org', 'mx.example.com; dmarc=pass header.from=mail.example.org')).toBe('fail');
  });

  it.each([
    ['another sign of equality', 'spf=pass smtp.mailfrom=mail.example.org=x@evil.example', 'none'],
    ['a result', 'spf=pass smtp.mailfrom="x; dkim=pass header.d=example.org; y"@evil.example', 'none'],
    ['a property', 'spf=pass smtp.mailfrom="x smtp.mailfrom=mail.example.org "@evil.example', 'none'],
    ['a result behind an escaped quotation mark', String.raw`spf=pass smtp.mailfrom="x\"; dkim=pass header.d=example.org; y"@evil.example`, 'none'],
    ['a verdict before that of the server', 'spf=pass smtp.mailfrom="x; dmarc=pass header.from=mail.example.org; y"@evil.example; dmarc=fail header.from=mail.example.org', 'fail'],
    ['a remark without an end', 'spf=pass smtp.mailfrom="(x"@evil.example; dmarc=fail header.from=mail.example.org', 'fail'],
    ['a quotation without an end', 'spf=pass smtp.mailfrom="x@evil.example; dmarc=fail header.from=mail.example.org', 'fail'],
  ] as const)('is not what a sender has put into their own address: %s', (_what, results, expected) => {
    expect(verdict(`mx.example.com; ${results}`)).toBe(expected);
  });

  it('is none where no server is named, or the mail has no author', () => {
    const headers = { 'authentication-results': ['mx.example.com; dmarc=pass header.from=mail.example.org'] };
    expect(verdictOf({ from, headers }, undefined)).toBe('none');
    expect(verdictOf({ from: null, headers }, AUTHORITY)).toBe('none');
  });

  it('takes no longer for a header that is nothing but parentheses', () => {
    expect(verdict('('.repeat(200_000))).toBe('none');
  });
});
