import type { TimelineItemDto } from '../../api/types';

/** Key and values of the sentence that tells an event. */
export interface EventWords {
  readonly key: string;
  readonly params: Readonly<Record<string, string>>;
}

/** `say` gives the word of a status, a priority or a field, `day` a date in words. */
export function eventWords(
  item: TimelineItemDto,
  say: (key: string) => string,
  day: (at: string) => string,
): EventWords {
  const words = (key: string, params: Readonly<Record<string, string>> = {}): EventWords => ({
    key: `tickets.event.${key}`,
    params,
  });
  switch (item.type) {
    case 'ticket.status_changed':
      return item.isReopening === true
        ? words('reopened')
        : words('status', { from: say(`status.${item.from ?? ''}`), to: say(`status.${item.to ?? ''}`) });
    case 'ticket.hold_changed':
      return item.fromHoldReason === item.holdReason && item.until !== undefined
        ? words('holdDate', { until: day(item.until) })
        : words('holdChanged', { reason: say(`tickets.hold.reason.${item.holdReason ?? ''}`) });
    case 'ticket.submitted':
      return item.onBehalfOf === undefined || item.onBehalfOf === null
        ? words('other', { name: 'ticket submitted' })
        : words('submittedFor', { who: item.onBehalfOf.name });
    case 'ticket.priority_changed':
      return words(item.because === 'impact' ? 'priorityFromImpact' : 'priority', {
        from: say(`priority.${item.from ?? ''}`),
        to: say(`priority.${item.to ?? ''}`),
      });
    case 'ticket.assigned': {
      const who = item.assignee?.name;
      if (item.because === 'assignee_gone') {
        return words('released', { who: item.fromAssignee?.name ?? '' });
      }
      if (item.because === 'category') {
        return words('routed');
      }
      if (item.because === 'breach') {
        return words('escalated');
      }
      return who === undefined
        ? words('unassigned')
        : item.isClaim === true
          ? words('claimed')
          : words('assigned', { who });
    }
    case 'ticket.edited':
      return words('edited', { fields: (item.fields ?? []).map((field) => say(`tickets.field.${field}`)).join(', ') });
    case 'ticket.attached':
      return words('attached', { names: (item.filenames ?? []).join(', ') });
    case 'ticket.attachment_removed':
      return words('removed', { names: (item.filenames ?? []).join(', ') });
    case 'ticket.attachment_judged':
      return words(`judged.${item.verdict ?? 'failed'}`, { names: (item.filenames ?? []).join(', ') });
    case 'ticket.watcher_added':
      return words('watches', { who: item.person?.name ?? '' });
    case 'ticket.watcher_removed':
      return words('watchesNot', { who: item.person?.name ?? '' });
    case 'ticket.mail_bounced':
      return words('mailBounced', { who: item.person?.name ?? '' });
    case 'ticket.sla_warned':
      return words(`promise.warned.${item.clock ?? 'resolution'}`);
    case 'ticket.sla_breached':
      return words(`promise.broken.${item.clock ?? 'resolution'}`);
    case 'workflow.run_accepted':
    case 'workflow.run_failed':
    case 'workflow.run_cancelled':
    case 'workflow.run_retried':
    case 'workflow.run_reported':
      return words(`run.${item.type.replace('workflow.run_', '')}`);
    case 'ticket.linked':
      return words(`linked.${item.linkType ?? 'relates'}`, { ticket: item.ticket?.number ?? '' });
    case 'ticket.unlinked':
      return words('unlinked', { ticket: item.ticket?.number ?? '' });
    case 'ticket.confidential_opened':
      return words('opened');
    default:
      return words('other', { name: item.type.replace(/[._]/g, ' ') });
  }
}
