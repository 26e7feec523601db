import { readAnswer, readVersion } from './scanner-answer.js';

describe('an answer of the scanner', () => {
  it('is clean by one sentence alone', () => {
    expect(readAnswer('stream: OK')).toEqual({ kind: 'clean' });
  });

  it.each([
    ['stream: Eicar-Test-Signature FOUND', 'Eicar-Test-Signature'],
    ['stream: Win.Test.EICAR_HDB-1 FOUND', 'Win.Test.EICAR_HDB-1'],
    ['stream: Desk Test.UNOFFICIAL FOUND', 'Desk Test.UNOFFICIAL'],
    // A signature that is called like that is still one.
    ['stream: OK FOUND', 'OK'],
  ])('%j is infected', (line, finding) => {
    expect(readAnswer(line)).toEqual({ kind: 'infected', finding });
  });

  it.each([
    'INSTREAM size limit exceeded. ERROR',
    'stream: Heuristics.Limits.Exceeded.MaxScanSize FOUND',
    'stream: Heuristics.Limits.Exceeded FOUND',
    'stream: Heuristics.Encrypted.Zip FOUND',
  ])('%j is no verdict and never will be one', (line) => {
    expect(readAnswer(line).kind).toBe('unjudgeable');
  });

  it.each(["stream: Can't allocate memory ERROR", 'COMMAND READ TIMED OUT ERROR', "Can't open file ERROR"])(
    '%j is a trouble of the scanner',
    (line) => {
      expect(readAnswer(line).kind).toBe('trouble');
    },
  );

  it.each([
    '',
    'OK',
    'stream: ok',
    'stream: OK ',
    ' stream: OK',
    'stream:OK',
    'stream: OK\nstream: X FOUND',
    'xstream: OK',
    'stream:  FOUND',
    'stream: \u0007bell FOUND',
    `stream: ${'x'.repeat(400)} FOUND`,
    'HTTP/1.1 200 OK',
    'PONG',
    'UNKNOWN COMMAND',
  ])('%j is nonsense', (line) => {
    expect(readAnswer(line)).toEqual({ kind: 'nonsense' });
  });
});

describe('a version', () => {
  it.each([
    ['ClamAV 1.4.3', { version: 'ClamAV 1.4.3', signaturesAt: null }],
    [
      'ClamAV 1.4.3/27800/Mon Nov 10 09:30:00 2025',
      { version: 'ClamAV 1.4.3', signaturesAt: new Date('2025-11-10T09:30:00Z') },
    ],
    ['ClamAV 1.0.7/1/', { version: 'ClamAV 1.0.7', signaturesAt: null }],
    ['ClamAV 1.0.7/0/Someday', { version: 'ClamAV 1.0.7', signaturesAt: null }],
    ['nginx/1.2', null],
    ['', null],
  ])('%j', (line, expected) => {
    expect(readVersion(line)).toEqual(expected);
  });
});
