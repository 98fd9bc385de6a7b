import { parseMarkdown, wordsOf, type Node } from './parse';
import { saysWhere, safeLink } from './safe-link';

/** The tree as a short text: `strong(bold)`. */
const outline = (nodes: readonly Node[]): string =>
  nodes
    .map((node) => {
      if (node.kind === 'link') return `link<${node.link.href}>(${outline(node.children)})`;
      if (node.kind === 'numbers') return `numbers${node.start}(${outline(node.children)})`;
      if ('children' in node) return `${node.kind}(${outline(node.children)})`;
      return node.kind === 'text' ? node.text : node.kind === 'break' ? '⏎' : `${node.kind}(${node.text})`;
    })
    .join('');
const shown = (text: string) => outline(parseMarkdown(text));

describe('the text of a message', () => {
  it.each([
    ['Good morning', 'paragraph(Good morning)'],
    ['one\ntwo\n\nthree', 'paragraph(one⏎two)paragraph(three)'],
    ['**bold** and *italic* and _italic_', 'paragraph(strong(bold) and emphasis(italic) and emphasis(italic))'],
    ['`a < b` and\n```js\nif (x) {\n  y();\n}\n```', 'paragraph(code(a < b) and)codeBlock(if (x) {\n  y();\n})'],
    ['- one\n- two', 'bullets(item(paragraph(one))item(paragraph(two)))'],
    ['3. three\n4. four', 'numbers3(item(paragraph(three))item(paragraph(four)))'],
    ['> quoted\n\nanswer', 'quote(paragraph(quoted))paragraph(answer)'],
    ['[our page](https://example.com/a)', 'paragraph(link<https://example.com/a>(our page))'],
    ['See https://example.com/a, now', 'paragraph(See link<https://example.com/a>(https://example.com/a), now)'],
    ['<https://example.com>', 'paragraph(link<https://example.com/>(https://example.com))'],
    ['[write](mailto:ada@example.com?bcc=eve@example.com)', 'paragraph(link<mailto:ada@example.com>(write))'],
    ['\\*no\\* 2 * 3 * 4 snake_case_name', 'paragraph(*no* 2 * 3 * 4 snake_case_name)'],
  ])('%j has its bold words, lists, code, quotes and links', (text, tree) => {
    expect(shown(text)).toBe(tree);
  });

  it.each([
    '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<b>bold</b>', '&lt;b&gt; &amp;', '# No heading', '| a | b |\n|---|---|', '[x]: /somewhere\n\n[x]', '---', 'example.com and ada@example.com', 'ftp://example.com //example.com',
  ])('%j is shown as it was written', (text) => {
    expect(wordsOf(parseMarkdown(text)).trim()).toBe(text.replace('\n\n', '').trim());
    expect(shown(text)).not.toMatch(/link|code|strong/);
  });

  it.each([
    'javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java&#115;cript:alert(1)', 'javascript&colon;alert(1)', '%6Aavascript:alert(1)', 'vbscript:x', 'data:text/html,<script>alert(1)</script>', 'file:///etc/passwd', 'blob:https://example.com/x', '//evil.example', '/admin/logout', 'https://bank.example@evil.example/', 'https://a:b@evil.example', 'https:///', 'tel:+1',
  ])('has no link to %s, and keeps the words', (address) => {
    for (const text of [`[here](${address})`, `[here](<${address}>)`, `**[here](${address} "title")**`]) {
      expect(shown(text)).not.toContain('link<');
      expect(wordsOf(parseMarkdown(text))).toContain('here');
    }
    expect(shown(`<${address}>`)).not.toContain('link<');
  });

  it('has no pictures: they would tell their server who reads', () => {
    expect(shown('![a](https://evil.example/pixel.png)')).toBe('paragraph(!link<https://evil.example/pixel.png>(a))');
  });

  it('says where a link leads, unless its words do', () => {
    const link = safeLink('https://evil.example/login');
    expect(link).toMatchObject({ leadsTo: 'evil.example' });
    if (!link) throw new Error('A good link was refused.');
    expect(['https://bank.example', 'bank.example', 'Log in', 'https://bank.example@evil.example'].map((words) => saysWhere(words, link))).toEqual([false, false, false, false]);
    expect(['https://evil.example/login', 'evil.example'].map((words) => saysWhere(words, link))).toEqual([true, true]);
    // A name that looks like another one is shown as what it is.
    expect(safeLink('https://аррӏе.com')?.leadsTo).toBe('xn--80ak6aa92e.com');
  });

  it('loses no word that stands where marks are', () => {
    expect(shown('```look here\ncode\n```')).toBe('codeBlock(look here\ncode)');
    for (const text of ['```', '> ', '- \n- ', '[](https://example.com)', '****']) expect(wordsOf(parseMarkdown(text))).toBe(text);
  });

  it('loses no word, however deep it lies', () => {
    for (const text of [`${'> '.repeat(60)}deep`, `${'- '.repeat(60)}deep`, `${'1. > '.repeat(30)}deep`, Array.from({ length: 40 }, (_, depth) => `${'  '.repeat(depth)}- ${depth === 39 ? 'deep' : 'x'}`).join('\n'), `${'*'.repeat(200)}deep${'*'.repeat(200)}`, `${'['.repeat(200)}deep${'](https://example.com)'.repeat(200)}`]) {
      expect(wordsOf(parseMarkdown(text))).toContain('deep');
    }
  });

  it.each([
    ['*', 8_000], ['_a', 4_000], ['**a *b ', 1_100], ['[', 8_000], ['![', 4_000], ['[a](', 2_000], ['](', 4_000], ['`', 8_000], ['`a``b', 1_600], ['> ', 4_000], ['- ', 4_000], ['1. ', 2_600], ['\\', 8_000], ['<', 8_000], ['<a@', 2_600], ['http://', 1_100], ['https://a.b/(', 600], ['http://a.b/*', 700], ['~~~\n', 2_000], ['```\n', 2_000], ['\n', 8_000], ['\t', 8_000], ['&#', 4_000], ['a\n> - ', 1_300], ['😀', 4_000],
  ])('made of %j again and again is read in no time', (part, times) => {
    const startedAt = performance.now();
    const tree = parseMarkdown(part.repeat(times));
    expect(Array.isArray(tree)).toBe(true);
    // Quadratic, at this length, is tens of milliseconds; what is worse takes minutes.
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
