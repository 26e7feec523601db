import {
  Component,
  computed,
  effect,
  inject,
  input,
  type OnInit,
  Injector,
  output,
  runInInjectionContext,
  untracked,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { SettingsAreaDto } from '../../api/types';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Snackbar } from '../../ui/feedback/snackbar';
import { ConflictChoice, type ConflictField } from '../../ui/forms/conflict-choice';
import { type Draft, keepDraft } from '../../ui/forms/draft';
import { Time } from '../../ui/time/time';
import { dateLocale, formatTime } from '../../ui/time/time-format';
import { AreaForm } from './area-form';
import { SettingInput } from './setting-input';
import { SettingsApi } from './settings-api';

/** One area: its fields, who changed it last, and its own way to save. */
@Component({
  selector: 'ss-settings-area',
  imports: [ConflictChoice, InPlaceError, MatButton, SettingInput, Time, TranslocoDirective],
  templateUrl: './settings-area.html',
  styleUrl: './settings-area.css',
})
export class SettingsArea implements OnInit {
  readonly area = input.required<SettingsAreaDto>();
  /** Keys of the fields to show: those that fit what is searched for. */
  readonly shown = input.required<readonly string[]>();
  readonly saved = output<SettingsAreaDto>();

  private readonly api = inject(SettingsApi);
  private readonly snackbar = inject(Snackbar);
  private readonly i18n = inject(TranslocoService);
  private readonly injector = inject(Injector);
  private draft: Draft | null = null;
  protected form = new AreaForm(this.api, { values: {}, fields: [] } as unknown as SettingsAreaDto);
  protected readonly fields = computed(() => this.area().fields.filter(({ key }) => this.shown().includes(key)));

  ngOnInit(): void {
    this.form = new AreaForm(this.api, this.area());
    runInInjectionContext(this.injector, () => {
      this.draft = keepDraft(`settings.${this.area().area}`, this.form.values, [], this.form.base);
      effect(() => {
        const area = this.area();
        untracked(() => {
          this.form.refresh(area);
        });
      });
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

  protected choicesOf(area: SettingsAreaDto, keys: readonly string[]): ConflictField[] {
    return this.area()
      .fields.filter(({ key }) => keys.includes(key))
      .map(({ key, label }) => ({
        key,
        label,
        theirs: this.wordsOf(area.values[key]),
        mine: this.wordsOf(this.form.values()[key]),
      }));
  }

  protected whoChanged({ updatedBy, updatedAt }: SettingsAreaDto): string {
    if (updatedAt === null) {
      return this.say('somebody');
    }
    const at = formatTime(
      new Date(updatedAt),
      new Date(),
      'day',
      dateLocale(this.i18n.getActiveLang()),
      (key, values) => this.i18n.translate<string>(key, values),
    );
    return updatedBy === null ? at : `${updatedBy.name}, ${at}`;
  }

  private wordsOf(value: unknown): string {
    if (typeof value === 'boolean') {
      return this.say(value ? 'on' : 'off');
    }
    const words = Array.isArray(value) ? value.join(', ') : typeof value === 'number' ? String(value) : value;
    return typeof words === 'string' && words !== '' ? words : this.say('nothing');
  }

  private async tell(saving: Promise<boolean>): Promise<void> {
    if (await saving) {
      this.draft?.clear();
      this.saved.emit(this.form.area());
      this.snackbar.show(this.say('saved', { area: this.area().label }));
    }
  }

  private say(key: string, values?: Record<string, string>): string {
    return this.i18n.translate<string>(`admin.settings.${key}`, values);
  }
}
