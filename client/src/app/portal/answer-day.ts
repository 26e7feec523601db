export type AnswerDay = 'late' | 'today' | 'tomorrow' | 'later';

/** In the viewer's zone: which words fit for an answer that is due then. */
export function dayOfAnswer(due: Date, now: Date): AnswerDay {
  if (due.getTime() < now.getTime()) {
    return 'late';
  }
  const isOn = (days: number): boolean =>
    due.toDateString() === new Date(now.getFullYear(), now.getMonth(), now.getDate() + days).toDateString();
  return isOn(0) ? 'today' : isOn(1) ? 'tomorrow' : 'later';
}
