import {
  Component,
  computed,
  effect,
  inject,
  Injector,
  input,
  type OnInit,
  output,
  runInInjectionContext,
  signal,
  untracked,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { toApiError } from '../../api/api-error';
import type { SlaCalendarDto } from '../../api/types';
import { Combobox } from '../../ui/choice/combobox';
import { Dialogs } from '../../ui/dialog/dialogs';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { ConflictChoice, type ConflictField } from '../../ui/forms/conflict-choice';
import { type Draft, keepDraft } from '../../ui/forms/draft';
import { RecordForm } from '../../ui/forms/record-form';
import { SaveBar } from '../../ui/forms/save-bar';
import { Icon } from '../../ui/icon/icon';
import { browserZone, offsetOf, zoneOptions } from '../../ui/time/time-zones';
import {
  calendarFieldsOf,
  type CalendarFields,
  type CalendarKey,
  exceptionsOf,
  exceptionsText,
  hoursProblem,
  hoursText,
  otherDays,
  type Weekday,
  WEEKDAYS,
  weekFields,
  weekMinutes,
  weekOf,
} from './calendar-fields';
import { ExceptionsEditor } from './exceptions-editor';
import { HoursInput } from './hours-input';
import { ServiceLevelsApi } from './service-levels-api';
import { ServiceWords } from './service-words';

const NAME_LIMIT = 80;
const FILE_MOST = 500_000;
/** Days of a conflict that are named; the rest is counted. */
const NAMED = 5;

/** When time counts: the hours of a week, the days that are otherwise, and where on earth. */
@Component({
  selector: 'ss-calendar-editor',
  imports: [
    Combobox,
    ConflictChoice,
    Control,
    ExceptionsEditor,
    Field,
    HoursInput,
    Icon,
    InPlaceError,
    MatButton,
    SaveBar,
    TranslocoDirective,
  ],
  templateUrl: './calendar-editor.html',
  styleUrl: './calendar-editor.css',
})
export class CalendarEditor implements OnInit {
  /** Null makes a new one. */
  readonly calendar = input.required<SlaCalendarDto | null>();
  /** Policies that count by it. */
  readonly users = input.required<readonly string[]>();
  readonly saved = output<SlaCalendarDto>();
  readonly removed = output<SlaCalendarDto>();

  private readonly api = inject(ServiceLevelsApi);
  private readonly dialogs = inject(Dialogs);
  private readonly injector = inject(Injector);
  protected readonly words = inject(ServiceWords);
  private draft: Draft | null = null;
  protected readonly nameLimit = NAME_LIMIT;
  protected readonly weekdays = WEEKDAYS;
  protected readonly zones = zoneOptions(new Date());
  protected form = this.formOf(null);
  protected readonly fileFailure = signal<unknown>(null);
  protected readonly fileProblem = signal('');

  protected readonly total = computed(() =>
    this.words.say('calendar.total', { hours: this.words.number(weekMinutes(this.form.fields()) / 60) }),
  );
  protected readonly isBlocked = computed(() => this.form.isBusy() || this.form.conflict() !== null);
  protected readonly changesNote = computed(() => {
    const count = this.form.changes().length;
    return this.words.say(count === 1 ? 'changesOne' : 'changes', { count });
  });

  ngOnInit(): void {
    this.form = this.formOf(this.calendar());
    runInInjectionContext(this.injector, () => {
      this.draft = keepDraft(`calendar.${this.calendar()?.id ?? 'new'}`, this.form.fields, [], this.form.base);
      effect(() => {
        const calendar = this.calendar();
        if (calendar !== null) {
          untracked(() => {
            this.form.refresh(calendar);
          });
        }
      });
    });
  }

  /** The hours of this day for every working day. */
  protected copy(day: Weekday): void {
    const hours = this.form.fields()[day];
    for (const one of WEEKDAYS.slice(0, 5)) {
      this.form.set(one, hours);
    }
  }

  protected isSameAllWeek(day: Weekday): boolean {
    const fields = this.form.fields();
    return WEEKDAYS.slice(0, 5).every((one) => fields[one] === fields[day]);
  }

  /** What the file would add is shown first; it comes into the form and is saved with it. */
  protected async importFile(input: HTMLInputElement): Promise<void> {
    const [file] = input.files ?? [];
    const calendar = this.calendar();
    input.value = '';
    if (file === undefined || calendar === null) {
      return;
    }
    this.fileProblem.set('');
    this.fileFailure.set(null);
    if (file.size > FILE_MOST) {
      this.fileProblem.set(this.words.say('holidays.tooLarge'));
      return;
    }
    try {
      const { exceptions, skipped } = await this.api.previewHolidays(calendar.id, await file.text());
      const known = new Set(
        [...calendar.exceptions, ...exceptionsOf(this.form.fields().exceptions)].map(({ date }) => date),
      );
      const days = exceptions.filter(({ date }) => !known.has(date));
      const { openHolidays } = await import('./holidays-dialog');
      const chosen = await openHolidays(this.injector, { file: file.name, days, skipped });
      if (chosen !== null) {
        this.form.set('exceptions', exceptionsText([...exceptionsOf(this.form.fields().exceptions), ...chosen]));
      }
    } catch (error) {
      const { status, details } = toApiError(error);
      const told = details['ics']?.join('; ');
      if (status === 400 && told !== undefined) {
        this.fileProblem.set(this.words.say('holidays.unreadable', { file: file.name, why: told }));
      } else {
        this.fileFailure.set(error);
      }
    }
  }

  protected choicesOf(theirs: SlaCalendarDto, keys: readonly CalendarKey[]): ConflictField[] {
    const [others, mine] = [calendarFieldsOf(theirs), this.form.fields()];
    return keys.map((key) => {
      if (key === 'exceptions') {
        return {
          key,
          label: this.words.say('exceptions.title'),
          theirs: this.daysWords(others.exceptions, mine.exceptions),
          mine: this.daysWords(mine.exceptions, others.exceptions),
        };
      }
      const day = WEEKDAYS.find((one) => one === key);
      return day === undefined
        ? { key, label: this.words.say(`calendar.${key}`), theirs: others[key], mine: mine[key] }
        : {
            key,
            label: this.words.weekday(day),
            theirs: this.words.hours(others[day]),
            mine: this.words.hours(mine[day]),
          };
    });
  }

  protected discard(): void {
    this.form.discard();
    this.draft?.clear();
  }

  protected save(): Promise<void> {
    return this.tell(this.form.save());
  }

  protected settle(theirs: readonly string[]): Promise<void> {
    return this.tell(this.form.settle(theirs));
  }

  protected async remove(calendar: SlaCalendarDto): Promise<void> {
    const isDone = await this.dialogs.confirm({
      title: this.words.say('calendar.removeTitle', { name: calendar.name }),
      text: this.words.say('calendar.removeText'),
      act: this.words.say('calendar.remove'),
      isDangerous: true,
      run: () => this.api.removeCalendar(calendar.id),
    });
    if (isDone) {
      this.draft?.clear();
      this.removed.emit(calendar);
    }
  }

  /** What one list has and the other has not. */
  private daysWords(own: string, other: string): string {
    const days = otherDays(own, other);
    const named = days
      .slice(0, NAMED)
      .map(({ date, name, hours }) => `${this.words.date(date)} ${name} (${this.words.hours(hoursText(hours))})`);
    return days.length === 0
      ? this.words.say('exceptions.fewer')
      : `${named.join('; ')}${days.length > NAMED ? ` +${String(days.length - NAMED)}` : ''}`;
  }

  private async tell(saving: Promise<boolean>): Promise<void> {
    if (await saving) {
      this.draft?.clear();
      const saved = this.form.saved();
      if (saved !== null) {
        this.saved.emit(saved);
      }
    }
  }

  private formOf(calendar: SlaCalendarDto | null): RecordForm<SlaCalendarDto, CalendarFields> {
    return new RecordForm<SlaCalendarDto, CalendarFields>(
      {
        fieldsOf: calendarFieldsOf,
        read: ({ id }) => this.api.calendar(id),
        write: (fields, changed, saved) => this.write(fields, changed, saved),
        check: (fields) => this.check(fields),
        placed: ({ code, details, status }) => {
          if (code === 'KEY_TAKEN') {
            return { name: this.words.say('nameTaken') };
          }
          const placed = Object.fromEntries(
            Object.entries(details).map(([path, texts]) => [path === 'week' ? 'monday' : path, texts.join('; ')]),
          );
          const isKnown = Object.keys(placed).some((key) => key in this.form.fields());
          return status === 400 && isKnown ? placed : null;
        },
      },
      calendar,
      {
        name: '',
        timeZone: browserZone(),
        exceptions: '[]',
        ...weekFields((day) => (day === 'saturday' || day === 'sunday' ? '' : '08:00-18:00')),
      },
    );
  }

  private check(fields: CalendarFields): Partial<Record<CalendarKey, string>> {
    const wrong = WEEKDAYS.filter((day) => hoursProblem(fields[day]) !== null);
    return {
      ...(fields.name.trim() === '' ? { name: this.words.say('nameMissing') } : {}),
      ...(offsetOf(fields.timeZone, new Date()) !== '' ? {} : { timeZone: this.words.say('calendar.zoneWrong') }),
      ...Object.fromEntries(wrong.map((day) => [day, this.words.say('calendar.hoursWrong')])),
      ...(wrong.length === 0 && weekMinutes(fields) < 60 ? { monday: this.words.say('calendar.closedAlways') } : {}),
    };
  }

  private write(
    fields: CalendarFields,
    changed: readonly CalendarKey[],
    saved: SlaCalendarDto | null,
  ): Promise<SlaCalendarDto> {
    const { timeZone } = fields;
    const [name, week] = [fields.name.trim(), weekOf(fields)];
    const exceptions = [...exceptionsOf(fields.exceptions)];
    if (saved === null) {
      return this.api.createCalendar({ name, timeZone, week, exceptions });
    }
    return this.api.changeCalendar(
      saved.id,
      {
        ...(changed.includes('name') ? { name } : {}),
        ...(changed.includes('timeZone') ? { timeZone } : {}),
        ...(WEEKDAYS.some((day) => changed.includes(day)) ? { week } : {}),
        ...(changed.includes('exceptions') ? { exceptions } : {}),
      },
      saved.version,
    );
  }
}
