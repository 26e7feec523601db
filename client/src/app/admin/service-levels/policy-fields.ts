import type { Priority, PriorityTargetsDto, SlaClockKind, SlaPolicyDto, SlaRecipient } from '../../api/types';
import { SPAN_LEAST, SPAN_MOST, spanOf, spanText } from '../../ui/time/business-span';

export const TARGET_PRIORITIES = ['Critical', 'High', 'Medium', 'Low'] as const satisfies readonly Priority[];
export const CLOCKS: readonly SlaClockKind[] = ['firstResponse', 'nextReply', 'resolution'];
export const RECIPIENTS: readonly SlaRecipient[] = ['assignee', 'team', 'admins'];

export type TargetKey = `${(typeof TARGET_PRIORITIES)[number]}.${SlaClockKind}`;

/** A policy as it stands in its form: targets as they are typed, lists of words by comma. */
export type PolicyFields = {
  readonly name: string;
  readonly calendarId: string;
  /** '' for the policy of everything else. */
  readonly categoryId: string;
  readonly warnAtPercent: string;
  readonly onWarn: string;
  readonly onBreach: string;
  readonly raisePriority: boolean;
  /** '' where it stays with its team. */
  readonly teamId: string;
} & Readonly<Record<TargetKey, string>>;
export type PolicyKey = keyof PolicyFields;

export function targetKey(priority: (typeof TARGET_PRIORITIES)[number], clock: SlaClockKind): TargetKey {
  return `${priority}.${clock}`;
}

const TARGET_KEYS: readonly TargetKey[] = TARGET_PRIORITIES.flatMap((priority) =>
  CLOCKS.map((clock) => targetKey(priority, clock)),
);

export function isTargetKey(key: string): key is TargetKey {
  return TARGET_KEYS.some((one) => one === key);
}

function targetFields(secondsOf: (key: TargetKey) => number | null): Record<TargetKey, string> {
  const entries = TARGET_KEYS.map((key) => {
    const seconds = secondsOf(key);
    return [key, seconds === null ? '' : spanText(seconds)] as const;
  });
  return Object.fromEntries(entries) as Record<TargetKey, string>;
}

export function policyFieldsOf(policy: SlaPolicyDto): PolicyFields {
  const { onWarn, onBreach } = policy.escalation;
  return {
    name: policy.name,
    calendarId: policy.calendarId,
    categoryId: policy.categoryId ?? '',
    warnAtPercent: String(policy.warnAtPercent),
    onWarn: onWarn.notify.join(),
    onBreach: onBreach.notify.join(),
    raisePriority: onBreach.raisePriority,
    teamId: onBreach.teamId ?? '',
    ...targetFields((key) => {
      const [priority, clock] = key.split('.') as [(typeof TARGET_PRIORITIES)[number], SlaClockKind];
      return policy.targets[priority][clock];
    }),
  };
}

/** Of a new policy: the usual escalation and no promise yet. */
export function emptyPolicy(calendarId: string): PolicyFields {
  return {
    name: '',
    calendarId,
    categoryId: '',
    warnAtPercent: '75',
    onWarn: 'assignee',
    onBreach: 'assignee,team',
    raisePriority: false,
    teamId: '',
    ...targetFields(() => null),
  };
}

/** Empty promises nothing. */
export function isGoodTarget(text: string): boolean {
  const seconds = spanOf(text);
  return text.trim() === '' || (seconds !== null && seconds >= SPAN_LEAST && seconds <= SPAN_MOST);
}

/** As it is written once somebody leaves the field; what cannot be read stays as typed. */
export function tidyTarget(text: string): string {
  const seconds = spanOf(text);
  return seconds === null ? text.trim() : spanText(seconds);
}

export function targetsOf(fields: PolicyFields): PriorityTargetsDto {
  const of = (priority: (typeof TARGET_PRIORITIES)[number]): PriorityTargetsDto['Low'] => ({
    firstResponse: spanOf(fields[targetKey(priority, 'firstResponse')]),
    nextReply: spanOf(fields[targetKey(priority, 'nextReply')]),
    resolution: spanOf(fields[targetKey(priority, 'resolution')]),
  });
  return { Low: of('Low'), Medium: of('Medium'), High: of('High'), Critical: of('Critical') };
}

export function recipientsOf(words: string): SlaRecipient[] {
  const given = words.split(',');
  return RECIPIENTS.filter((one) => given.includes(one));
}

export function escalationOf(fields: PolicyFields): SlaPolicyDto['escalation'] {
  return {
    onWarn: { notify: recipientsOf(fields.onWarn) },
    onBreach: {
      notify: recipientsOf(fields.onBreach),
      raisePriority: fields.raisePriority,
      teamId: fields.teamId === '' ? null : fields.teamId,
    },
  };
}

/** A target that is longer than that of a lower priority, which is hardly meant; the two priorities. */
export function oddTargets(
  fields: PolicyFields,
): readonly { readonly clock: SlaClockKind; readonly higher: Priority; readonly lower: Priority }[] {
  return CLOCKS.flatMap((clock) =>
    TARGET_PRIORITIES.slice(1).flatMap((lower, index) => {
      const higher = TARGET_PRIORITIES[index];
      const [above, below] = [
        higher === undefined ? null : spanOf(fields[targetKey(higher, clock)]),
        spanOf(fields[targetKey(lower, clock)]),
      ];
      return higher !== undefined && above !== null && below !== null && above > below
        ? [{ clock, higher, lower }]
        : [];
    }),
  );
}
