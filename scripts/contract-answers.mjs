/** What the operations of the contract answer when they refuse: each status with its codes, each code with its body. */

/** Refusals that a kind of route can give, beside what its handler declares. */
const REFUSALS = {
  400: ['BadRequest', 'A field or the shape of the request is wrong; `details` names it'],
  401: ['Unauthenticated', 'Nobody is signed in, or the token is no longer valid'],
  403: ['Forbidden', 'Signed in, but never allowed to do this'],
  404: ['NotFound', 'Does not exist, or may not be seen'],
  409: ['Conflict', 'Impossible in this state, or already changed by someone else'],
  412: ['Stale', 'If-Match names a version that is no longer the present one'],
  413: ['TooLarge', 'The body or a file is too large'],
  415: ['UnsupportedMediaType', 'Send application/json, or multipart/form-data where files are taken'],
  410: ['Gone', 'Was there, and never comes back'],
  416: ['RangeNotSatisfiable', 'The file has fewer bytes than the range asks for'],
  429: ['RateLimited', 'Too many requests; Retry-After says when to come back'],
  500: ['InternalError', 'Our mistake; `requestId` finds it in the log'],
  503: ['Unavailable', 'Something this needs is away; Retry-After says when to come back'],
};

function refusalsOf(path, method, operation) {
  const isChange = method !== 'get';
  const isOpen = operation['x-access'] === 'public';
  const parameters = operation.parameters ?? [];
  return [
    ...(operation.requestBody !== undefined || parameters.length > 0 ? [400] : []),
    ...(isOpen && !isChange ? [] : [401, 403]),
    ...(path.includes('{') ? [404] : []),
    ...(isChange ? [409] : []),
    ...(parameters.some(({ name }) => name === 'If-Match') ? [412] : []),
    ...(operation.requestBody === undefined ? [] : [413, 415]),
    429,
    500,
    503,
  ].map(String);
}

/** The codes that a status has wherever it occurs, beside what is found in the code of a handler. */
const USUAL = Object.fromEntries(
  [
    [400, 'VALIDATION_FAILED', 'Field validation failed', { subject: ['Please fill this in'] }],
    [401, 'AUTHENTICATION_REQUIRED', 'Authentication required'],
    [403, 'PERMISSION_DENIED', 'Insufficient permissions'],
    [404, 'NOT_FOUND', 'Resource not found'],
    [409, 'CONFLICT', 'This collides with another change; load it again'],
    [412, 'VERSION_STALE', 'This was changed by someone else; load it again', { current: ['7'] }],
    [413, 'BODY_TOO_LARGE', 'The request is too large'],
    [415, 'UNSUPPORTED_MEDIA_TYPE', 'Send application/json or multipart/form-data'],
    [429, 'RATE_LIMITED', 'Too many attempts; try again in 30 s'],
    [500, 'INTERNAL_ERROR', 'Internal server error'],
    [503, 'SERVICE_UNAVAILABLE', 'Service temporarily unavailable'],
  ].map(([status, code, error, details]) => [status, [{ status, code, error, details }]]),
);
/** What goes wrong before a handler runs. */
const BAD_JSON = [
  { status: 400, code: 'JSON_INVALID', error: 'Field validation failed', details: { body: ['Must be JSON'] } },
  { status: 400, code: 'JSON_TOO_DEEP', error: 'Field validation failed', details: { body: ['Is nested too deeply'] } },
];
const IN_FLIGHT = {
  status: 409,
  code: 'IDEMPOTENCY_IN_FLIGHT',
  error: 'The first request with this Idempotency-Key is still running; try again in a moment',
};

function exampleOfRefusal({ code, error, details }) {
  return {
    summary: error,
    value: {
      error,
      code,
      ...(details === undefined ? {} : { details }),
      requestId: '6f1b0c5e-3d0a-4c53-9a53-0a4f2f0f9b1e',
    },
  };
}

function refusalAnswer(description, refusals) {
  const codes = [...new Set(refusals.map(({ code }) => code))].sort();
  return {
    description,
    content: {
      'application/json': {
        schema: { $ref: '#/components/schemas/ErrorBody' },
        examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  };
}

/** Each status with all of its codes; where only the usual one can come, by name. */
export function addRefusals(path, method, operation, found) {
  const takes = (header) => (operation.parameters ?? []).some(({ name }) => name === header);
  const isRepeatable = takes('Idempotency-Key');
  const own = [
    ...found.filter(({ code }) => code !== 'IDEMPOTENCY_KEY_REUSED' || isRepeatable),
    ...(isRepeatable ? [IN_FLIGHT] : []),
    ...('application/json' in (operation.requestBody?.content ?? {}) ? BAD_JSON : []),
  ];
  const isOpen = operation['x-access'] === 'public';
  const statuses = new Set([
    ...refusalsOf(path, method, operation),
    ...Object.keys(operation.responses).filter((status) => status in REFUSALS),
    // An open route asks nobody who he is, unless its own rules do.
    ...own.map(({ status }) => String(status)).filter((status) => !(isOpen && method === 'get' && status === '401')),
  ]);
  for (const status of statuses) {
    const [name, text] = REFUSALS[status];
    const codes = [...(USUAL[status] ?? []), ...own.filter((refusal) => String(refusal.status) === status)];
    operation.responses[status] =
      new Set(codes.map(({ code }) => code)).size === 1 && status in USUAL
        ? { $ref: `#/components/responses/${name}` }
        : refusalAnswer(text, codes);
  }
}

/** For operations with nothing but the usual code of a status. */
export function refusalResponses() {
  return Object.fromEntries(
    Object.entries(USUAL).map(([status, usual]) => {
      const [name, text] = REFUSALS[status];
      return [name, refusalAnswer(text, usual)];
    }),
  );
}

/** One body for each code; `found` in the code are the ones beside the usual. */
export function refusalExamples(found) {
  const all = [...Object.values(USUAL).flat(), ...BAD_JSON, IN_FLIGHT, ...found];
  return Object.fromEntries(
    all
      .toReversed()
      .map((refusal) => [refusal.code, exampleOfRefusal(refusal)])
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}
