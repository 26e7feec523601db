import type { Configuration } from '../../../config/configuration.js';
import { MailRenderer } from './mail-renderer.js';

const renderer = new MailRenderer({ publicUrl: 'https://desk.example' } as Configuration);
const ABOUT = {
  firstName: 'Ada',
  number: 'SS-000123',
  subject: '<b>Fire</b> & smoke',
  url: 'https://desk.example/tickets/1',
  because: 'you submitted this ticket',
};

describe('rendering a mail', () => {
  it('escapes what people typed in HTML and leaves it alone in text', () => {
    const data = { ...ABOUT, category: 'Hardware' };
    const subject = renderer.subject('ticket-submitted', data, '[SS-000123]');
    expect(subject).toBe('We have received your ticket: <b>Fire</b> & smoke [SS-000123]');
    const { html, text } = renderer.body(
      { template: 'ticket-submitted', data, subject, subjectTag: '[SS-000123]' },
      {},
    );
    expect(html).toContain('&lt;b&gt;Fire&lt;/b&gt; &amp; smoke');
    expect(html).not.toContain('<b>Fire');
    expect(text).toContain('<b>Fire</b> & smoke');
    expect(html).toContain('[SS-000123]');
    expect(text).toContain('[SS-000123]');
    expect(text).not.toMatch(/<p|&lt;/);
  });

  it('escapes a reason before it breaks its lines', () => {
    const { html } = renderer.body(
      {
        template: 'account-suspended',
        data: { firstName: 'Ada', reason: '<img src=x>\nsecond' },
        subject: 's',
        subjectTag: null,
      },
      {},
    );
    expect(html).toMatch(/&lt;img src=x&gt;<br \/>\s*second/);
    expect(html).not.toContain('<img');
  });

  it('puts sanitised HTML of a comment in as it is', () => {
    const data = { ...ABOUT, authorName: 'Bob', body: '*Hi*', bodyHtml: '<p><em>Hi</em></p>' };
    expect(renderer.body({ template: 'ticket-reply', data, subject: 's', subjectTag: null }, {}).html).toContain(
      '<p><em>Hi</em></p>',
    );
  });

  it('shows secret links where the template wants them', () => {
    const message = { template: 'password-reset', data: { firstName: 'Ada' }, subject: 's', subjectTag: null } as const;
    const { html, text } = renderer.body(message, { reset: 'https://desk.example/reset?token=abc' });
    expect(html).toContain('href="https://desk.example/reset?token=abc"');
    expect(text).toContain('\nhttps://desk.example/reset?token=abc');
  });

  it('refuses a message whose data lacks something', () => {
    expect(() =>
      renderer.body({ template: 'password-reset', data: {}, subject: 's', subjectTag: null }, { reset: 'x' }),
    ).toThrow(/password-reset.html.liquid cannot be filled/);
  });

  it('does not run what looks like a template in typed text', () => {
    const data = { ...ABOUT, subject: '{{ deskUrl }} {% include "x" %}', category: 'Hardware' };
    expect(renderer.subject('ticket-submitted', data, null)).toContain('{{ deskUrl }} {% include "x" %}');
  });
});
