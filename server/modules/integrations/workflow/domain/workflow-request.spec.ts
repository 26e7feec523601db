import { requestProblems, type WorkflowRequest } from './workflow-request.js';

const REQUEST: WorkflowRequest = {
  runId: '6f1a3c52-5d0e-5b7a-9a53-3f1c2f0f8a11',
  ticketNumber: 'SS-000123',
  subject: 'VPN drops',
  description: 'Every ten minutes',
  category: 'network',
  priority: 'High',
  status: 'Open',
  requester: { companyId: 'EMP-000001', name: 'Lena Hoffmann', email: 'lena@example.org', department: null },
  submittedAt: '2026-09-04T13:30:00.000Z',
  callbackUrl: 'https://desk.example.org/api/integrations/workflow/callback',
};

describe('requestProblems', () => {
  it('finds nothing wrong with a ticket as it should be', () => {
    expect(requestProblems(REQUEST)).toEqual([]);
  });

  it.each<[string, Partial<WorkflowRequest>, RegExp]>([
    ['an empty subject', { subject: ' ' }, /subject/],
    ['an empty description', { description: '' }, /description/],
    ['a malformed number', { ticketNumber: '123' }, /number/],
    ['a requester without address', { requester: { ...REQUEST.requester, email: '' } }, /email/],
    ['a ticket that has ended', { status: 'Withdrawn' }, /Withdrawn is not sent/],
    ['a callback address that is none', { callbackUrl: '/callback' }, /callback/],
  ])('names %s', (_, change, expected) => {
    expect(requestProblems({ ...REQUEST, ...change })).toEqual([expect.stringMatching(expected)]);
  });
});
