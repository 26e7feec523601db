import { connect } from 'node:net';
import { startDesk, type Desk } from '../support/desk.js';
import type { Refusal } from '../support/rest.js';

/** Sends bytes as they are and returns everything that came back until the server hung up. */
async function rawExchange(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((done, failed) => {
    const socket = connect(Number(port), hostname, () => socket.end(text));
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      answer += chunk;
    });
    socket.on('end', () => {
      done(answer);
    });
    socket.on('error', failed);
  });
}

describe('the path of a request', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk.close();
  });

  it.each(['/api/health/live', '/api/health/ready', '/api/health/ready/'])(
    'answers %s without sign-in',
    async (path) => {
      const answer = await desk.request('GET', path);
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({ status: 'ok' });
      expect(answer.headers.get('cache-control')).toBe('no-store');
    },
  );

  it('is not ready while it shuts down', async () => {
    const { HealthChecks } = await import('../../server/platform/http/health-checks.js');
    const other = await startDesk({ database: desk.database });
    try {
      other.app.get(HealthChecks).drain();
      const answer = await other.request<Refusal>('GET', '/api/health/ready');
      expect(answer.status).toBe(503);
      expect(answer.body).toMatchObject({ error: 'Service temporarily unavailable', code: 'SERVICE_UNAVAILABLE' });
      expect(answer.headers.get('retry-after')).toBe('1');
    } finally {
      await other.close();
    }
  });

  it.each(['/api/nothing-here', '/attach', '/nothing.png', '/api/%E0%A4%A'])(
    'answers %s like anything that does not exist',
    async (path) => {
      const answer = await desk.request<Refusal>('GET', path);
      expect(Object.keys(answer.body).sort()).toEqual(['code', 'error', 'requestId']);
      expect([400, 404]).toContain(answer.status);
      expect(answer.headers.get('content-type')).toContain('application/json');
    },
  );

  it('names the request in body and header, with the id of the caller when it is a plain one', async () => {
    const own = await desk.request<Refusal>('GET', '/api/nothing-here', { headers: { 'x-request-id': 'mine-1' } });
    expect(own.body.requestId).toBe('mine-1');
    expect(own.headers.get('x-request-id')).toBe('mine-1');
    const odd = await desk.request<Refusal>('GET', '/api/nothing-here', { headers: { 'x-request-id': 'a b<c>' } });
    expect(odd.body.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    { name: 'nested 1,500 levels deep', body: `{"a":${'['.repeat(1_500)}${']'.repeat(1_500)}}`, code: 'JSON_TOO_DEEP' },
    { name: 'broken', body: '{"a":', code: 'JSON_INVALID' },
    { name: 'no object', body: '[1,2]', code: 'VALIDATION_FAILED' },
  ])('refuses JSON that is $name', async ({ body, code }) => {
    const answer = await desk.request<Refusal>('POST', '/api/token/employee', {
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error: 'Field validation failed', code });
    expect(answer.body.details).toHaveProperty('body');
  });

  it('refuses a body over 1 MiB', async () => {
    const answer = await desk.request<Refusal>('POST', '/api/health/live', { body: { text: 'x'.repeat(1_048_577) } });
    expect(answer.status).toBe(413);
    expect(answer.body).toMatchObject({ code: 'BODY_TOO_LARGE' });
  });

  it.each([
    ['a malformed request line', 'GET /api/health/live HTTX/9\r\n\r\n'],
    ['a request without Host', 'GET /api/health/live HTTP/1.1\r\nConnection: close\r\n\r\n'],
    [
      'an expectation nobody knows',
      'GET /api/health/live HTTP/1.1\r\nHost: x\r\nExpect: 200-maybe\r\nConnection: close\r\n\r\n',
    ],
    ['a path that is no URL', 'GET /api/%E0%A4%A HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
  ])('answers %s in the same shape and with the same headers', async (_, request) => {
    const answer = await rawExchange(desk.url, request);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    const split = answer.indexOf('\r\n\r\n');
    const body = JSON.parse(answer.slice(split + 4)) as Refusal;
    expect(body).toMatchObject({ error: 'Field validation failed', code: 'VALIDATION_FAILED' });
    const head = answer.slice(0, split).toLowerCase();
    expect(head).toContain(`x-request-id: ${body.requestId}`);
    expect(head).toContain('x-content-type-options: nosniff');
    expect(head).toContain('content-security-policy: ');
    expect(head).toContain('content-type: application/json');
  });

  it('serves whoever waits for 100 Continue, and HTTP/1.0 without Host', async () => {
    const patient = 'GET /api/health/live HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n';
    expect(await rawExchange(desk.url, patient)).toContain('HTTP/1.1 200 ');
    expect(await rawExchange(desk.url, 'GET /api/health/live HTTP/1.0\r\n\r\n')).toContain('HTTP/1.1 200 ');
  });

  it('sends the security headers with every answer', async () => {
    const answer = await desk.request('GET', '/api/nothing-here');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });
});
