import { HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import { ApiError, toApiError } from './api-error';

function answer(status: number, error: unknown, headers: Record<string, string> = {}): HttpErrorResponse {
  return new HttpErrorResponse({ status, error, headers: new HttpHeaders(headers) });
}

describe('a failed call', () => {
  it('has the code, the fields and the request id of the one error shape', () => {
    const error = toApiError(
      answer(400, {
        error: 'Field validation failed',
        code: 'VALIDATION_FAILED',
        details: { email: ['Must be an address'] },
        requestId: 'r-1',
      }),
    );
    expect(error).toMatchObject({
      status: 400,
      code: 'VALIDATION_FAILED',
      message: 'Field validation failed',
      details: { email: ['Must be an address'] },
      requestId: 'r-1',
      isPassing: false,
    });
  });

  it('has the seconds to wait', () => {
    const error = toApiError(answer(429, { error: 'Slow down', code: 'RATE_LIMITED' }, { 'Retry-After': '17' }));
    expect(error).toMatchObject({ retryAfter: 17, isPassing: true });
  });

  it.each([
    ['no answer', answer(0, null), 'OFFLINE', true],
    ["a proxy's page", answer(502, '<html>Bad gateway</html>'), 'SERVICE_UNAVAILABLE', true],
    ['something else', answer(418, 'teapot'), 'UNREADABLE', false],
    ['a fault of the client', new Error('boom'), 'UNREADABLE', true],
  ])('%s', (_name, failure, code, isPassing) => {
    expect(toApiError(failure)).toMatchObject({ code, isPassing });
  });

  it('reads the shape from text as well, which downloads get', () => {
    expect(toApiError(answer(409, '{"error":"Not ready","code":"FILE_NOT_READY"}')).code).toBe('FILE_NOT_READY');
  });

  it('stays what it is', () => {
    const error = new ApiError(404, 'NOT_FOUND', 'Resource not found');
    expect(toApiError(error)).toBe(error);
  });
});
