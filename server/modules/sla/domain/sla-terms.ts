import { BusinessTime } from './business-time.js';
import type { CalendarRules } from './calendar-rules.js';
import type { SlaPolicy } from './sla-policy.js';

/** What was promised and how it is counted, as it stood when it was promised: never changed afterwards. */
export interface SlaTerms {
  readonly id: string;
  readonly policy: Pick<SlaPolicy, 'id' | 'name' | 'version' | 'targets' | 'warnAtPercent' | 'escalation'>;
  readonly calendar: CalendarRules & { readonly id: string; readonly name: string };
}

/** Terms that can be counted with. */
export interface CountingTerms extends SlaTerms {
  readonly time: BusinessTime;
}

export function counting(terms: SlaTerms): CountingTerms {
  return { ...terms, time: new BusinessTime(terms.calendar) };
}
