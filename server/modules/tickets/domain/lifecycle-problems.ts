import { isReopening, type Lifecycle, type Need, type Transition, type TransitionActor } from './ticket-lifecycle.js';
import { STATUS_DEFINITIONS, STATUSES, type TicketStatus } from './ticket-status.js';

/**
 * What is wrong with a lifecycle, a sentence each, in an order that does not jump: names, single transitions, the whole,
 * and what the desk relies on. Empty: it can be used.
 */
export function lifecycleProblems(lifecycle: Lifecycle): readonly string[] {
  const { transitions } = lifecycle;
  return [
    ...nameProblems(lifecycle),
    ...doubles(transitions),
    ...transitions.flatMap(lineProblems),
    ...wholeProblems(transitions),
    ...missingOnes(transitions),
  ];
}

/** Taking this one away would leave a lifecycle that cannot be used. */
export function isRemovable(lifecycle: Lifecycle, transition: Transition): boolean {
  const transitions = lifecycle.transitions.filter(({ from, to }) => from !== transition.from || to !== transition.to);
  return lifecycleProblems({ ...lifecycle, transitions }).length === 0;
}

const arrow = ({ from, to }: Pick<Transition, 'from' | 'to'>): string => `${from} to ${to}`;

/** Two statuses of one name could not be told apart in a list. */
function nameProblems({ statuses }: Lifecycle): string[] {
  const names = STATUSES.map((status) => statuses[status].name.trim().toLowerCase());
  return STATUSES.flatMap((status, index) => {
    const other = STATUSES[names.indexOf(names[index] ?? '')];
    return other === undefined || other === status ? [] : [`${other} and ${status} have the same name.`];
  });
}

function doubles(transitions: readonly Transition[]): string[] {
  const seen = transitions.map(arrow);
  return [...new Set(seen.filter((line, index) => seen.indexOf(line) !== index))].map(
    (line) => `${line} is there twice.`,
  );
}

/** The requester has three ways only: to withdraw, to close, to reopen. */
function isForOwner({ from, to }: Transition): boolean {
  return to === 'Withdrawn' || to === 'Closed' || (to === 'Open' && isReopening({ from, to }));
}

/** Each rule of one transition: when it is broken, and the sentence that says so. */
const LINE_RULES: readonly (readonly [(line: Transition) => boolean, (line: Transition) => string])[] = [
  [({ from, to }) => from === to, ({ from }) => `${from} cannot lead to itself.`],
  [({ to }) => to === 'New', (line) => `${arrow(line)}: nothing leads back to New, tickets begin there.`],
  [({ to }) => to === 'Merged', (line) => `${arrow(line)}: only merging leads to Merged.`],
  [
    ({ from }) => STATUS_DEFINITIONS[from].isFinal,
    (line) => `${arrow(line)}: ${line.from} is final, nothing leads out of it.`,
  ],
  [
    ({ from, to }) => from === 'Closed' && !isReopening({ from, to }),
    (line) => `${arrow(line)}: a closed ticket can only be reopened.`,
  ],
  [
    ({ from, to }) => to === 'On Hold' && isReopening({ from, to }),
    (line) => `${arrow(line)}: a ticket is reopened before it can wait.`,
  ],
  [({ who }) => who.length === 0, (line) => `${arrow(line)}: nobody may do it; name somebody or remove it.`],
  [
    (line) => line.who.includes('owner') && !isForOwner(line),
    (line) => `${arrow(line)}: a requester can only withdraw, close or reopen; leave the requester out.`,
  ],
  [
    ({ who, to, needs }) => who.includes('owner') && to === 'Closed' && needs.length > 0,
    (line) => `${arrow(line)}: a requester closes with one press; it cannot need anything.`,
  ],
  [
    ({ who, to, needs }) => who.includes('owner') && to === 'Withdrawn' && needs.some((need) => need !== 'reason'),
    (line) => `${arrow(line)}: a requester who withdraws can be asked for a reason only.`,
  ],
  [
    (line) => isReopening(line) && line.to === 'Open' && line.needs.some((need) => need !== 'reason'),
    (line) => `${arrow(line)}: reopening can need a reason only, a requester’s reply gives no more.`,
  ],
  [
    ({ to, needs }) => needs.includes('holdReason') && to !== 'On Hold',
    (line) => `${arrow(line)}: a hold reason belongs to On Hold only.`,
  ],
  [
    ({ to, needs }) => to === 'On Hold' && !needs.includes('holdReason'),
    (line) => `${arrow(line)}: a hold must say what it waits for, so it needs a hold reason.`,
  ],
  [
    ({ to, needs }) => needs.includes('resolution') && to !== 'Resolved',
    (line) => `${arrow(line)}: a resolution belongs to Resolved only.`,
  ],
  [
    ({ who, needs }) => who.includes('system') && needs.some((need) => need !== 'assignee'),
    (line) => `${arrow(line)}: the desk itself can give no texts; leave it out or need nothing.`,
  ],
];

function lineProblems(line: Transition): string[] {
  return LINE_RULES.flatMap(([isBroken, sentence]) => (isBroken(line) ? [sentence(line)] : []));
}

/** Unreachable statuses, and dead ends outside the category closed. */
function wholeProblems(transitions: readonly Transition[]): string[] {
  const reached = new Set<TicketStatus>(['New']);
  for (let grew = true; grew;) {
    const before = reached.size;
    transitions.filter(({ from }) => reached.has(from)).forEach(({ to }) => reached.add(to));
    grew = reached.size > before;
  }
  return STATUSES.flatMap((status) => [
    ...(reached.has(status) || status === 'Merged' ? [] : [`${status} cannot be reached from New.`]),
    ...(STATUS_DEFINITIONS[status].category === 'closed' || transitions.some(({ from }) => from === status)
      ? []
      : [`${status} is a dead end: nothing leads out of it.`]),
  ]);
}

/** A transition that code makes by itself or offers as an act of its own. */
interface Relied {
  readonly from: TicketStatus;
  readonly to: TicketStatus;
  /** All of them must be able to. */
  readonly who: readonly TransitionActor[];
  /** Nothing else may be needed. */
  readonly needs: readonly Need[];
  readonly because: string;
}

function reliedOn(transitions: readonly Transition[]): Relied[] {
  const held = transitions.filter(({ to }) => to === 'On Hold').map(({ from }) => from);
  return [
    {
      from: 'New',
      to: 'Open',
      who: ['admin'],
      needs: [],
      because: 'approving, claiming and assigning open a new ticket',
    },
    {
      from: 'On Hold',
      to: 'Open',
      who: ['system'],
      needs: [],
      because: 'a hold ends by itself when its date comes or the requester answers',
    },
    ...[...new Set(held)]
      .filter((from) => from !== 'Open' && STATUS_DEFINITIONS[from].category === 'open')
      .map((from) => ({
        from: 'On Hold' as const,
        to: from,
        who: ['system'] as const,
        needs: ['assignee'] as const,
        because: `a hold that began in ${from} ends there by itself`,
      })),
    {
      from: 'In Progress',
      to: 'Open',
      who: ['system'],
      needs: [],
      because: 'work goes back when somebody leaves the staff',
    },
    { from: 'Resolved', to: 'Closed', who: ['system'], needs: [], because: 'solved tickets close by themselves' },
    ...(['Resolved', 'Closed'] as const).map((from) => ({
      from,
      to: 'Open' as const,
      who: ['admin'] as const,
      needs: ['reason'] as const,
      because: 'what turns out not to be solved is reopened',
    })),
  ];
}

const ACTOR_NAMES: Readonly<Record<TransitionActor, string>> = {
  owner: 'the requester',
  coordinator: 'coordinators',
  admin: 'administrators',
  system: 'the desk itself',
  workflow: 'the Workflow system',
};

function missingOnes(transitions: readonly Transition[]): string[] {
  return reliedOn(transitions).flatMap((relied) => {
    const line = transitions.find(({ from, to }) => from === relied.from && to === relied.to);
    if (line === undefined) {
      return [`${arrow(relied)} must stay: ${relied.because}.`];
    }
    const absent = relied.who.filter((who) => !line.who.includes(who)).map((who) => ACTOR_NAMES[who]);
    const surplus = line.needs.filter((need) => !relied.needs.includes(need));
    return [
      ...(absent.length === 0
        ? []
        : [`${arrow(line)} must be possible for ${absent.join(' and ')}: ${relied.because}.`]),
      // What nobody may need there is said once, by the rule of the line itself where it has one.
      ...(surplus.length === 0 || lineProblems(line).length > 0
        ? []
        : [`${arrow(line)} must not need ${surplus.map(needName).join(' and ')}: ${relied.because}.`]),
    ];
  });
}

function needName(need: Need): string {
  switch (need) {
    case 'reason':
      return 'a reason';
    case 'assignee':
      return 'an assignee';
    case 'holdReason':
      return 'a hold reason';
    case 'resolution':
      return 'a resolution';
  }
}
