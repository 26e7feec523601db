import { progressOf } from './request-progress';

const mara = {
  id: '1',
  companyId: 'EMP-1',
  name: 'Mara Lindqvist',
  firstName: 'Mara',
  lastName: 'Lindqvist',
  avatarUrl: null,
};
const request = (over: Partial<Parameters<typeof progressOf>[0]>): Parameters<typeof progressOf>[0] => ({
  status: 'New',
  holdReason: null,
  assignee: null,
  ...over,
});
const states = (over: Parameters<typeof request>[0]): string =>
  progressOf(request(over))
    .steps.map(({ label, state }) => `${label.replace('portal.step.', '')}:${state}`)
    .join(' ');

describe('progress of a request', () => {
  it.each([
    ['New', 'received:current accepted:ahead inProgress:ahead solved:ahead'],
    ['Open', 'received:done accepted:current inProgress:ahead solved:ahead'],
    ['In Progress', 'received:done accepted:done inProgress:current solved:ahead'],
    ['Resolved', 'received:done accepted:done inProgress:done toConfirm:current'],
    ['Closed', 'received:done accepted:done inProgress:done solved:done'],
  ] as const)('%s is told in four steps', (status, expected) => {
    expect(states({ status })).toBe(expected);
  });

  it('says that the desk waits for the requester', () => {
    const asked = progressOf(request({ status: 'On Hold', holdReason: 'requester', assignee: mara }));
    expect(asked.steps[2]?.label).toBe('portal.step.waitingForYou');
    expect(asked.isWaitingForYou).toBe(true);
    expect(asked.next).toEqual({ key: 'portal.next.waitingForYouBy', params: { who: 'Mara' } });
  });

  it('does not blame the requester for a hold that waits for somebody else', () => {
    const held = progressOf(request({ status: 'On Hold', holdReason: 'third party', assignee: mara }));
    expect(held.steps[2]?.label).toBe('portal.step.inProgress');
    expect(held.isWaitingForYou).toBe(false);
    expect(held.next.key).toBe('portal.next.thirdParty');
  });

  it('names nobody while nobody has it', () => {
    expect(progressOf(request({ status: 'Open' })).next).toEqual({ key: 'portal.next.open', params: {} });
  });
});
