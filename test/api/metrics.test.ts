import { startDesk, type Desk } from '../support/desk.js';

describe('GET /metrics', () => {
  let desk: Desk;

  afterEach(async () => {
    await desk.close();
  });

  it('tells a monitor with the token about requests and background work', async () => {
    desk = await startDesk({ env: { METRICS_TOKEN: 'a-token-for-the-monitor' } });
    await desk.people.employee();
    const answer = await fetch(`${desk.url}/metrics`, { headers: { authorization: 'Bearer a-token-for-the-monitor' } });
    const text = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect(text).toMatch(
      /smartsupport_http_request_duration_seconds_count\{method="POST",route="\/api\/auth\/register",status="201"\} [1-9]/,
    );
    expect(text).toContain('process_resident_memory_bytes');
    expect(text).not.toContain('@');
  });

  it.each([
    ['without the token', { METRICS_TOKEN: 'a-token-for-the-monitor' }, undefined],
    ['with another token', { METRICS_TOKEN: 'a-token-for-the-monitor' }, 'Bearer something-else'],
    ['when none is configured', {}, 'Bearer null'],
  ])('does not exist %s', async (_, env, authorization) => {
    desk = await startDesk({ env });
    const answer = await fetch(`${desk.url}/metrics`, {
      headers: authorization === undefined ? {} : { authorization },
    });
    expect(answer.status).toBe(404);
  });
});
