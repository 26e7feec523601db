import fc from 'fast-check';
import { DEFAULT_LIFECYCLE } from '../../server/modules/tickets/domain/default-lifecycle.js';
import { lifecycleProblems } from '../../server/modules/tickets/domain/lifecycle-problems.js';
import {
  NEEDS,
  TRANSITION_ACTORS,
  type Lifecycle,
  type LifecycleRules,
  type Transition,
} from '../../server/modules/tickets/domain/ticket-lifecycle.js';
import { STATUSES } from '../../server/modules/tickets/domain/ticket-status.js';

/** What an administrator does in the editor: sets one transition to this, or takes it away. */
interface Edit {
  readonly line: Transition;
  readonly isRemoval: boolean;
}

const anyEdit: fc.Arbitrary<Edit> = fc.record({
  line: fc.record({
    from: fc.constantFrom(...STATUSES),
    to: fc.constantFrom(...STATUSES),
    who: fc.subarray([...TRANSITION_ACTORS], { minLength: 1 }),
    needs: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 3, arbitrary: fc.subarray([...NEEDS]) }),
  }),
  isRemoval: fc.boolean(),
});

function edited(lifecycle: Lifecycle, { line, isRemoval }: Edit): Lifecycle {
  const others = lifecycle.transitions.filter(({ from, to }) => from !== line.from || to !== line.to);
  return { ...lifecycle, transitions: isRemoval ? others : [...others, line] };
}

/** Any lifecycle that can be saved: the default after many changes, each of which leaves a valid one. */
export const anyLifecycle: fc.Arbitrary<Lifecycle> = fc.array(anyEdit, { minLength: 40, maxLength: 120 }).map((edits) =>
  edits.reduce<Lifecycle>((lifecycle, edit) => {
    const next = edited(lifecycle, edit);
    return lifecycleProblems(next).length === 0 ? next : lifecycle;
  }, DEFAULT_LIFECYCLE),
);

export const anyRules: fc.Arbitrary<LifecycleRules> = fc
  .record({
    lifecycle: anyLifecycle,
    reopenWindowDays: fc.integer({ min: 0, max: 30 }),
    autoCloseDays: fc.integer({ min: 1, max: 30 }),
    onlyAdminsApprove: fc.boolean(),
  })
  .map(({ lifecycle, ...numbers }) => ({ ...lifecycle, ...numbers }));
