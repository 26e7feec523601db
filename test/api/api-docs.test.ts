import { startDesk, type Desk } from '../support/desk.js';

describe('the contract and its page', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk.close();
  });

  it('answers the OpenAPI document with paths from the root of the host', async () => {
    const answer = await desk.request<{ openapi: string; paths: object }>('GET', '/api/openapi.json');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
    expect(answer.body.openapi).toMatch(/^3\./);
    expect(answer.body.paths).toHaveProperty(['/api/health/live']);
  });

  it('shows a page without a single inline script', async () => {
    const answer = await desk.request<string>('GET', '/api/docs');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.body).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>|\son\w+=/i);
  });

  it.each([
    ['page.js', 'text/javascript'],
    ['swagger-ui-bundle.js', 'text/javascript'],
    ['swagger-ui.css', 'text/css'],
  ])('answers %s', async (asset, type) => {
    const answer = await desk.request<string>('GET', `/api/docs/${asset}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain(type);
    expect(answer.bytes.length).toBeGreaterThan(50);
  });

  it.each(['package.json', 'constructor', '..%2Fpackage.json', 'index.html'])('has no asset %s', async (asset) => {
    expect((await desk.request('GET', `/api/docs/${asset}`)).status).toBe(404);
  });

  it('in production shows no page', async () => {
    const production = await startDesk({ env: { NODE_ENV: 'production' }, database: desk.database });
    try {
      expect((await production.request('GET', '/api/docs')).status).toBe(404);
      expect((await production.request('GET', '/api/docs/page.js')).status).toBe(404);
      expect((await production.request('GET', '/api/openapi.json')).status).not.toBe(200);
    } finally {
      await production.close();
    }
  });
});
