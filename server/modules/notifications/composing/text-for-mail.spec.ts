import { renderMarkdown } from '../../../platform/text/markdown.js';
import { textForMail } from './text-for-mail.js';

const ID = '018f0000-0000-7000-8000-000000000001';

function mailed(body: string): { body: string; bodyHtml: string } {
  return textForMail({ body, bodyHtml: renderMarkdown(body, new Set([ID])) });
}

describe('a message in a mail', () => {
  it('has words where its images are', () => {
    expect(mailed(`See ![the "error" & more](attachment:${ID}) and ![](attachment:${ID} "title")`)).toEqual({
      body: 'See [image: the "error" & more] and [image]',
      bodyHtml: '<p>See [image: the &quot;error&quot; &amp; more] and [image]</p>\n',
    });
  });

  it('names people without leading to them', () => {
    expect(mailed(`Hello [@Ada Lovelace](mention:${ID})`)).toEqual({
      body: 'Hello @Ada Lovelace',
      bodyHtml: '<p>Hello <strong>@Ada Lovelace</strong></p>\n',
    });
  });

  it('is otherwise as it was', () => {
    const body = 'A ![picture](https://example.com/a.png), [a link](https://example.com) and `code`';
    expect(mailed(body).body).toBe(body);
  });

  it('is ready in time, whatever its marks', () => {
    const started = process.cpuUsage();
    ['![', '![a](attachment:', '[@', '[@a](mention:', ']('].forEach((mark) => {
      textForMail({
        body: mark.repeat(Math.ceil(50_000 / mark.length)),
        bodyHtml: '<img data-attachment="'.repeat(2_000),
      });
    });
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(2_000);
  });
});
