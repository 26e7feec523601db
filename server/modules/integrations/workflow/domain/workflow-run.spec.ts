import { endsRuns, isLive, isReportTimely, RUN_STATES } from './workflow-run.js';

describe('a run of the Workflow system', () => {
  it.each(RUN_STATES.map((state) => [state, ['waiting', 'accepted', 'running'].includes(state)] as const))(
    '%s is live: %s',
    (state, expected) => {
      expect(isLive(state)).toBe(expected);
    },
  );

  it('takes reports before the call was answered and after we gave up', () => {
    expect(RUN_STATES.filter(isReportTimely)).toEqual(['waiting', 'accepted', 'running', 'abandoned']);
  });

  it('ends with a ticket that does not come back', () => {
    const all = ['New', 'Open', 'In Progress', 'On Hold', 'Resolved', 'Closed', 'Rejected', 'Withdrawn', 'Merged'];
    expect(all.filter(endsRuns)).toEqual(['Rejected', 'Withdrawn', 'Merged']);
  });
});
