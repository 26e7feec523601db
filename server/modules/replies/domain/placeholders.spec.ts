import { renderMarkdown } from '../../../platform/text/markdown.js';
import { fillPlaceholders, PLACEHOLDERS, unknownPlaceholders, type PlaceholderValues } from './placeholders.js';

const VALUES: PlaceholderValues = {
  'requester.firstName': 'Ada',
  'requester.name': 'Ada Lovelace',
  'ticket.number': 'SS-000123',
  'ticket.subject': 'No network',
  'ticket.status': 'Accepted',
  'agent.firstName': 'Carl',
  'agent.name': 'Carl Gauss',
  'desk.name': 'IT Help Desk',
};
const withSubject = (subject: string): string =>
  fillPlaceholders('{{ticket.subject}} it is', { ...VALUES, 'ticket.subject': subject });

describe('placeholders', () => {
  it('each stands for its value', () => {
    const body = PLACEHOLDERS.map(({ key }) => `{{${key}}}`).join(' / ');
    expect(unknownPlaceholders(body)).toEqual([]);
    expect(fillPlaceholders(body, VALUES)).toBe(
      'Ada / Ada Lovelace / SS-000123 / No network / Accepted / Carl / Carl Gauss / IT Help Desk',
    );
  });

  it('may have blanks inside', () => {
    expect(fillPlaceholders('Hello {{ requester.firstName }},', VALUES)).toBe('Hello Ada,');
  });

  it('which are none are named, each once', () => {
    expect(unknownPlaceholders('{{ticket.price}} {{ ticket.price }} {{Requester.name}} {{agent.name}}')).toEqual([
      'ticket.price',
      'Requester.name',
    ]);
  });

  it('leave other braces alone', () => {
    const text = 'a { b } {{}} {{\n}} {"json": {"x": 1}}';
    expect(unknownPlaceholders(text)).toEqual([]);
    expect(fillPlaceholders(text, VALUES)).toBe(text);
  });

  it('are not looked for in values', () => {
    expect(withSubject('{{agent.name}}')).toBe('{{agent.name}} it is');
  });

  it.each([
    ['a link', '[free money](https://evil.example)'],
    ['an image', '![x](attachment:018f0000-0000-7000-8000-000000000001)'],
    ['a mention', '[@Carl](mention:018f0000-0000-7000-8000-000000000001)'],
    ['a heading', '# Loud'],
    ['a list', '1. One'],
    ['a dash', '- One'],
    ['weight', '**bold** _slanted_ ~~gone~~ `code`'],
    ['a line break', 'one\n\n# two'],
    ['a backslash before a mark', '\\[x](https://evil.example)'],
  ])('give words, never %s', (_name, subject) => {
    // A bare address is told as what it is.
    const html = renderMarkdown(withSubject(subject)).replace(/<a href="([^"]*)"[^>]*>\1<\/a>/g, '$1');
    expect(html).not.toMatch(/<(a |img|strong|em|s>|code|h1|ol|ul)/);
  });

  it('are found in time in a text of braces', () => {
    const started = process.cpuUsage();
    unknownPlaceholders('{{ '.repeat(17_000));
    unknownPlaceholders('{'.repeat(50_000));
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(250);
  });
});
