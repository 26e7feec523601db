import { renderMarkdown } from './markdown.js';

const ONE = '018f0000-0000-7000-8000-000000000001';
const OTHER = '018f0000-0000-7000-8000-000000000002';

describe('Markdown', () => {
  it('becomes the HTML that people mean', () => {
    expect(renderMarkdown('**a** [b](https://example.com)\n\n1. c')).toBe(
      '<p><strong>a</strong> <a href="https://example.com" rel="noopener noreferrer nofollow" target="_blank">b</a></p>\n<ol>\n<li>c</li>\n</ol>\n',
    );
  });

  describe('images', () => {
    const shown = new Set([ONE]);

    it('of the message are named by their attachment, without an address', () => {
      expect(renderMarkdown(`![the <error>](attachment:${ONE})`, shown)).toBe(
        `<p><img data-attachment="${ONE}" alt="the &lt;error&gt;" /></p>\n`,
      );
    });

    it.each([
      ['of another message', `![x](attachment:${OTHER})`],
      ['by a place where nothing was sent', '![x](attachment:7)'],
      ['of strangers', '![x](https://evil.example/a.png)'],
      ['in data', '![x](data:image/png;base64,iVBORw0KGgo=)'],
      ['in SVG data', '![x](data:image/svg+xml;base64,PHN2Zy8+)'],
      ['of the page’s own server', '![x](/attach/1/download)'],
      ['as HTML', `<img data-attachment="${ONE}" alt="x" onerror="alert(1)">`],
      ['with more behind the id', `![x](attachment:${ONE}/../secret)`],
      ['with a question behind the id', `![x](attachment:${ONE}?a=b)`],
    ])('%s stay out', (_name, source) => {
      expect(renderMarkdown(source, shown)).not.toContain('<img');
    });

    it('by an id in capitals are the same', () => {
      expect(renderMarkdown(`![x](attachment:${ONE.toUpperCase()})`, shown)).toContain(`data-attachment="${ONE}"`);
    });

    it('keep their words from becoming attributes', () => {
      const html = renderMarkdown(`![x" onerror="alert(1)](attachment:${ONE} "t\\" onload=\\"alert(2)")`, shown);
      expect(html).toBe(`<p><img data-attachment="${ONE}" alt="x&quot; onerror=&quot;alert(1)" /></p>\n`);
    });

    it('in code are code', () => {
      expect(renderMarkdown(`\`![x](attachment:${ONE})\``, shown)).not.toContain('<img');
    });
  });

  describe('from somebody hostile', () => {
    const HOSTILE = [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '<svg/onload=alert(1)>',
      '<a href="javascript:alert(1)">x</a>',
      '<iframe src="https://evil.example"></iframe>',
      '<style>*{display:none}</style>',
      '<p style="position:fixed">x</p>',
      '[x](javascript:alert(1))',
      '[x](JaVaScRiPt:alert(1))',
      '[x](java\nscript:alert(1))',
      '[x](java&#x0A;script:alert(1))',
      '[x](&#106;avascript:alert(1))',
      '[x](javascript&colon;alert(1))',
      '[x](\u0001javascript:alert(1))',
      '[x](java\u0000script:alert(1))',
      '[x](java\u200bscript:alert(1))',
      '[x](%6Aavascript:alert(1))',
      '[x](ｊavascript:alert(1))',
      '[x](vbscript:msgbox(1))',
      '[x](data:text/html;base64,PHNjcmlwdD4=)',
      '[x](data:image/svg+xml,<svg onload=alert(1)>)',
      '[x](file:///etc/passwd)',
      '[x](attachment:018f0000-0000-7000-8000-000000000001)',
      '<javascript:alert(1)>',
      '[x]: javascript:alert(1)\n\n[x]',
      '[a](https://example.com "x" onmouseover="alert(1)")',
      '[a](https://example.com"onmouseover="alert(1))',
      '[a [b](javascript:alert(1))](https://example.com)',
      '[![x](javascript:alert(1))](javascript:alert(2))',
      '![x]("onerror="alert(1))',
      '`<script>`<script>alert(1)</script>',
      '```\n</code></pre><script>alert(1)</script>\n```',
      '~~~html"onload="x\n<b>\n~~~',
      '| a |\n|---|\n| <img src=x onerror=alert(1)> |',
      '<!--><script>alert(1)</script>-->',
      '<![CDATA[<script>alert(1)</script>]]>',
      '&lt;script&gt;alert(1)&lt;/script&gt;',
      '\u202e<script>\u202c',
      '\ud800<script>alert(1)</script>',
      '[x](mention:javascript:alert(1))',
    ];

    it.each(HOSTILE)('%j shows nothing that acts', (source) => {
      const html = renderMarkdown(source, new Set([ONE]));
      const tags = [...html.matchAll(/<\/?([a-z0-9]+)((?:[^>"]|"[^"]*")*)>/gi)];
      tags.forEach(([, tag = '', attributes = '']) => {
        expect(['p', 'a', 'code', 'pre', 'strong', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'br']).toContain(tag);
        expect(attributes).not.toMatch(/\s(on\w+|style|src|srcset|id|class|name)\s*=/i);
        const href = /href="([^"]*)"/.exec(attributes)?.[1];
        // As a browser reads it.
        expect(['https:', 'http:', 'mailto:', 'tel:']).toContain(new URL(href ?? '/', 'https://desk.example').protocol);
      });
      // Whatever looks like a tag and is none is written as words.
      expect(html.replace(/<\/?[a-z0-9]+((?:[^>"]|"[^"]*")*)>/gi, '')).not.toContain('<');
    });

    it.each([
      ['quotes in quotes', '>'.repeat(50_000)],
      ['lists in lists', '- '.repeat(25_000)],
      ['numbered lists', '1. '.repeat(16_000)],
      ['open brackets', '['.repeat(50_000)],
      ['images in images', '!['.repeat(25_000)],
      ['links in links', '[a]('.repeat(12_500)],
      ['links that end', `${'['.repeat(10_000)}a${'](b)'.repeat(10_000)}`],
      ['stars', '*a **b '.repeat(7_000)],
      ['stars that open', '**'.repeat(25_000)],
      ['stars and underscores', '*_'.repeat(25_000)],
      ['strokes', '~~a '.repeat(12_500)],
      ['backticks of growing length', Array.from({ length: 310 }, (_, n) => '`'.repeat(n)).join(' ')],
      ['entities', '&#x'.repeat(16_000)],
      ['angles', '<a '.repeat(16_000)],
      ['angles that close', '<http://a>'.repeat(5_000)],
      ['addresses', 'www.a.de '.repeat(5_500)],
      ['one long address', `http://${'a.'.repeat(24_000)}de`],
      ['mail addresses', 'a@b.de,'.repeat(7_000)],
      ['at signs', 'a@'.repeat(25_000)],
      ['a wide table', `${'|a'.repeat(8_000)}\n${'|-'.repeat(8_000)}\n${'|b'.repeat(8_000)}`],
      ['a long table', `|a|\n|-|\n${'|b|\n'.repeat(12_000)}`],
      ['definitions', '[a]: b\n'.repeat(7_000)],
      ['definitions without end', '[a]: <'.repeat(8_000)],
      ['headings', '# '.repeat(25_000)],
      ['fences', '```\n'.repeat(12_500)],
      ['backslashes', '\\'.repeat(50_000)],
      ['line ends', '\n'.repeat(50_000)],
      ['blanks', ' '.repeat(50_000)],
      ['tabs in lists', '-\t'.repeat(25_000)],
    ])('50,000 characters of %s take no time', (_name, source) => {
      const started = process.cpuUsage();
      renderMarkdown(source.slice(0, 50_000), new Set([ONE]));
      expect(process.cpuUsage(started).user / 1_000).toBeLessThan(1_000);
    });
  });
});
