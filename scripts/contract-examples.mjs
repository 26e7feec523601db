/**
 * Examples of what is sent and answered, put together from the schemas: a field's own `@example` in its DTO, else the word
 * for its name below, else what its type alone says. Making the contract names the texts that none of them knows.
 */
const ID = '019c1f3e-6d2a-7b54-9c1d-2f8e4a6b7c10';
const AT = '2026-03-02T09:30:00.000Z';
const LATER = '2026-03-03T15:00:00.000Z';

/** One invented desk: the same people and the same ticket wherever they occur. */
const WORDS = {
  access: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIwMTljIn0.c2lnbmF0dXJl',
  action: 'reply',
  address: 'ada.byron@example.com',
  affects: 'Who may register',
  after: 'Research',
  area: 'auth',
  assignee: 'me',
  assigneeEmail: 'carla.reyes@example.com',
  avatarUrl: null,
  because: 'requester',
  before: 'Sales',
  body: 'The cartridge is **on its way**.',
  bodyHtml: '<p>The cartridge is <strong>on its way</strong>.</p>',
  capacity: 'requester',
  category: 'hardware',
  causedBy: ID,
  closedAt: null,
  code: '287082',
  collapsedInto: null,
  comment: 'Toner is on its way.',
  companyId: 'EMP-000123',
  contentType: 'text/plain',
  currentPassword: 'Correct-horse-7-battery',
  date: '2026-12-24',
  decisionReason: 'Works in Research since March',
  degraded: 'mail',
  department: 'Research',
  description: 'Printer 12 in room 214 says **toner low**.',
  descriptionHtml: '<p>Printer 12 in room 214 says <strong>toner low</strong>.</p>',
  didYouMean: null,
  discardedReason: 'The receiver is gone',
  email: 'ada.byron@example.com',
  error: null,
  event: 'account.approved',
  extension: 'pdf',
  field: 'subject',
  filename: 'printer-12.txt',
  finding: 'Eicar-Test-Signature',
  firstName: 'Ada',
  followUpOf: null,
  fromHoldReason: 'requester',
  help: 'Whether people may register by themselves.',
  holdReason: null,
  holdUntil: null,
  impact: 'Medium',
  resolvedAt: null,
  size: 10,
  previewKind: 'text',
  targetSeconds: 14400,
  remainingSeconds: 9000,
  priority: 'Medium',
  urgency: 'Medium',
  html: '<p>Dear Ada, your request was received.</p>',
  ics: 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225\r\nSUMMARY:Christmas\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
  inReplyTo: null,
  ip: '203.0.113.7',
  key: 'hardware',
  label: 'Registration',
  language: 'en',
  lastError: null,
  lastName: 'Byron',
  meaning: 'First name of the requester',
  message: 'This variable does not exist',
  name: 'Hardware',
  newPassword: 'Another-horse-8-battery',
  nextCursor: null,
  number: 'SS-000123',
  option: 'Employee',
  otp: '287082',
  password: 'Correct-horse-7-battery',
  pendingEmail: null,
  phone: '+49 30 901820',
  problem: 'From On Hold nothing leads back to In Progress',
  provider: 'google',
  providerAnswer: '250 2.0.0 queued',
  providerName: 'Google',
  purpose: 'A new request was received',
  q: 'toner printer',
  qr: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 41 41"></svg>',
  reason: 'Waits for a spare part',
  recoveryCode: '7KQ2M-9XW4T',
  refresh: 'rt_Zm9yLWV4YW1wbGUtb25seQ',
  replyToken: null,
  requester: 'me',
  requesterDepartment: 'Research',
  requesterName: 'Waiting for you',
  resolution: 'The cartridge was replaced.',
  responseBody: '',
  responseStatus: 204,
  role: 'Employee',
  secret: 'JBSWY3DPEHPK3PXP',
  shortcut: 'toner',
  skipped: 'A meeting every Monday',
  start: AT,
  startUrl: '/api/auth/oidc/google/start',
  status: 'Open',
  statusLabel: 'Open',
  subject: 'Printer 12 is out of toner',
  submittedFrom: '2026-03-01',
  submittedTo: '2026-03-31',
  tag: 'printer',
  team: 'none',
  template: 'ticket-submitted',
  text: 'Printer 12 says toner low',
  ticket: 'SS-000124',
  ticketNumber: 'SS-000123',
  timeZone: 'Europe/Berlin',
  token: 'c2VjcmV0LWZvci1leGFtcGxlcy1vbmx5LTAwMDAwMDA',
  type: 'mail.deliver',
  uri: 'otpauth://totp/SmartSupport:ada.byron@example.com?secret=JBSWY3DPEHPK3PXP&issuer=SmartSupport',
  url: 'https://desk.example.com/hook',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0',
  value: 'text',
  version: 3,
};

/** By schema and field, where the name alone does not say it. */
const SPECIAL = {
  'ApiTokenDto.name': 'Inventory',
  'TeamRefDto.key': 'it-support',
  'TeamRefDto.name': 'IT support',
  'TicketDto.resolution': null,
  'TimelineItemDto.holdReason': 'requester',
  'LaneDto.lane': 'webhook.deliver',
  'TransitionDto.needs': ['assignee'],
  'TransitionDto.to': 'In Progress',
  'AttachmentDto.state': 'clean',
  'UploadDto.state': 'clean',
  'WebhookDeliveryDto.type': 'ticket.submitted',
  'BulkResultDto.error': 'Resource not found',
  'DecisionResultDto.error': 'Resource not found',
  'AttachmentDto.url': `/attach/${ID}/download`,
  'AttachmentLinkDto.url': `/attach/${ID}/download?expires=1772444400&signature=c2lnbmF0dXJl`,
  'CalendarExceptionDto.name': 'Christmas Eve',
  'CreateApiTokenDto.name': 'Inventory',
  'CreateWebhookDto.name': 'Inventory',
  'CreatedApiTokenDto.name': 'Inventory',
  'ScannerDto.version': 'ClamAV 1.4.2',
  'exportTickets 200.': 'Number,Subject,Status\r\nSS-000123,Printer 12 is out of toner,Open\r\n',
  'readMetrics 200.':
    '# TYPE http_requests_total counter\nhttp_requests_total{method="GET",route="/api/tickets",status="200"} 42\n',
};

/** Bodies of which only a part is sent at once, and those that say more as a whole. */
const WHOLE = {
  CreateTicketDto: {
    subject: WORDS.subject,
    category: 'hardware',
    description: WORDS.description,
  },
  UpdateTicketDto: { priority: 'High', version: 3 },
  ChangeStatusDto: { status: 'Resolved', resolution: WORDS.resolution },
  CreateCommentDto: { body: WORDS.body, visibility: 'public' },
  WorkflowCallbackDto: {
    ticketNumber: 'SS-000123',
    runId: ID,
    state: 'succeeded',
    status: 'Resolved',
    comment: WORDS.resolution,
  },
};

/** What is looked for first in an answer stands first. */
const FIRST = ['items', 'id', 'number', 'key', 'companyId', 'name', 'subject', 'version', 'status', 'state'];
const placeOf = (name) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);

export function exampleMaker(schemas) {
  const missing = new Set();

  const typeOf = (schema) => {
    const { type } = schema;
    return Array.isArray(type) ? type.find((one) => one !== 'null') : type;
  };
  const fits = (schema, value) => {
    if (value === null) {
      return schema.nullable === true;
    }
    switch (typeOf(schema)) {
      case 'string':
        return (
          typeof value === 'string' &&
          (schema.maxLength === undefined || value.length <= schema.maxLength) &&
          (schema.minLength === undefined || value.length >= schema.minLength) &&
          (schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(value)) &&
          (schema.format !== 'date-time' || value === AT || value === LATER)
        );
      case 'number':
      case 'integer':
        return (
          typeof value === 'number' && value >= (schema.minimum ?? -Infinity) && value <= (schema.maximum ?? Infinity)
        );
      case 'boolean':
        return typeof value === 'boolean';
      case 'array':
        return Array.isArray(value);
      default:
        return typeof value === 'object' && value !== null && !Array.isArray(value);
    }
  };
  const single = (name) =>
    name.endsWith('ies') ? `${name.slice(0, -3)}y` : name.endsWith('ses') ? name.slice(0, -2) : name.replace(/s$/, '');

  const textOf = (schema, name, where) => {
    if (schema.maxLength === 5 && /^(from|to)$/.test(name)) {
      return name === 'from' ? '09:00' : '17:00';
    }
    if (schema.format === 'uuid' || /^(id|ref)$|Ids?$/.test(name)) {
      return ID;
    }
    if (schema.format === 'date-time' || /(At|Until|Since)$|^(at|until|from|to)$/.test(name)) {
      return /^(due|expires|until|next)|Until$|^to$/.test(name) ? LATER : AT;
    }
    if (schema.format === 'binary') {
      return '(the bytes of a file)';
    }
    missing.add(where);
    return 'text';
  };

  const exampleOf = (schema, name = '', owner = '', above = []) => {
    if (schema.$ref !== undefined) {
      const target = schema.$ref.split('/').at(-1);
      const referred = schemas[target];
      if (Object.hasOwn(WHOLE, target)) {
        return WHOLE[target];
      }
      return referred === undefined || above.includes(target)
        ? null
        : exampleOf(referred, referred.type === 'object' ? '' : name, referred.type === 'object' ? target : owner, [
            ...above,
            target,
          ]);
    }
    if (schema.example !== undefined) {
      return schema.example;
    }
    const where = `${owner}.${name}`;
    if (Object.hasOwn(SPECIAL, where)) {
      return SPECIAL[where];
    }
    if (schema.const !== undefined || schema.enum !== undefined) {
      const values = schema.enum ?? [schema.const];
      return values.includes(WORDS[name]) ? WORDS[name] : values[0];
    }
    const parts = schema.allOf ?? schema.oneOf ?? schema.anyOf;
    if (parts !== undefined) {
      const made = (schema.allOf ?? [parts[0]]).map((part) => exampleOf(part, name, owner, above));
      return made.length === 1 || typeof made[0] !== 'object' ? made[0] : Object.assign({}, ...made);
    }
    if (Object.hasOwn(WORDS, name) && fits(schema, WORDS[name])) {
      return WORDS[name];
    }
    switch (typeOf(schema)) {
      case 'boolean':
        return schema.default ?? /^(is|has|can|may)[A-Z]/.test(name);
      case 'integer':
      case 'number':
        return schema.default ?? Math.min(Math.max(schema.minimum ?? 1, 1), schema.maximum ?? 1);
      case 'string':
        return schema.default ?? textOf(schema, name, where);
      case 'array':
        return schema.items === undefined ||
          (schema.items.$ref !== undefined && above.includes(schema.items.$ref.split('/').at(-1)))
          ? []
          : [exampleOf(schema.items, single(name), owner, above)];
      default:
        return objectOf(schema, owner, above);
    }
  };

  const objectOf = (schema, owner, above) => {
    const properties = schema.properties ?? {};
    const names = Object.entries(properties).sort(([one], [other]) => placeOf(one) - placeOf(other));
    const isPerson = 'firstName' in properties || 'companyId' in properties || 'assignable' in properties;
    const fields = names.map(([name, property]) => [
      name,
      name === 'name' && isPerson ? 'Ada Byron' : exampleOf(property, name, owner, above),
    ]);
    if (fields.length === 0 && typeof schema.additionalProperties === 'object') {
      return { subject: exampleOf(schema.additionalProperties, 'value', owner, above) };
    }
    return Object.fromEntries(fields);
  };

  return {
    /** Of a body. */
    of: (schema, owner) => exampleOf(schema, '', owner),
    /** Fields of whose content nothing is known, by schema. */
    missing: () => [...missing].sort(),
  };
}

/** To what an operation takes and answers. */
export function addExamples(operation, examples) {
  const bodies = [
    ...Object.values(operation.requestBody?.content ?? {}).map((media) => [media, `${operation.operationId} body`]),
    ...Object.entries(operation.responses)
      .filter(([status]) => status < '300')
      .flatMap(([status, { content = {} }]) =>
        Object.values(content).map((media) => [media, `${operation.operationId} ${status}`]),
      ),
  ];
  for (const [media, owner] of bodies) {
    media.example ??= examples.of(media.schema, owner);
  }
}
