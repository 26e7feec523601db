import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Loaded } from '../../api/loaded';
import type { AdminFileDto, AttachmentState } from '../../api/types';
import { whileVisible } from '../../api/while-visible';
import { Session } from '../../session/session';
import { Dialogs } from '../../ui/dialog/dialogs';
import { EmptyState } from '../../ui/feedback/empty-state';
import { ErrorText } from '../../ui/feedback/error-text';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Snackbar } from '../../ui/feedback/snackbar';
import { FILE_SIGNS, sizeText } from '../../ui/files/file-chip';
import { Icon } from '../../ui/icon/icon';
import { Time } from '../../ui/time/time';
import { AdminFilesApi } from './files-api';
import { FILE_STATES, FilesStore, statesOf } from './files-store';
import { FilesHealth } from './files-health';

const POLL_MS = 10_000;

/** What the server says of files that could not be judged, by the words of the page; what is new there is shown as it came. */
const REASONS: Readonly<Record<string, string>> = {
  'Encrypted: nobody can look inside': 'encrypted',
  'Larger than the scanner accepts': 'large',
  'Too much inside for the scanner to look at': 'much',
  'Its bytes have changed since it was uploaded': 'changed',
  'Its bytes are gone': 'gone',
  'The scanner could not judge it': 'unjudged',
};

/** Files that are held and why, how the scanner and the storage do, and what can be done about it. */
@Component({
  selector: 'ss-files',
  imports: [EmptyState, FilesHealth, Icon, InPlaceError, MatButton, RouterLink, Skeleton, Time, TranslocoDirective],
  providers: [FilesStore],
  templateUrl: './files.html',
  styleUrl: './files.css',
})
export class Files {
  /** From the address: one state; all that are held when it names none. */
  readonly state = input<string>();

  private readonly api = inject(AdminFilesApi);
  private readonly dialogs = inject(Dialogs);
  private readonly snackbar = inject(Snackbar);
  private readonly errorText = inject(ErrorText);
  private readonly i18n = inject(TranslocoService);
  protected readonly store = inject(FilesStore);
  protected readonly mayOpenTickets = inject(Session).can('ticket:work');
  protected readonly signs = FILE_SIGNS;
  protected readonly summary = new Loaded(() => this.api.summary());
  /** Null for all that are held. */
  protected readonly chosen = computed(() => FILE_STATES.find((one) => one === this.state()) ?? null);
  protected readonly ways = computed(() => {
    const counts = this.summary.value()?.counts;
    return [null, ...FILE_STATES].map((state) => ({
      state,
      label: this.say(state === null ? 'held' : `states.${state}`),
      count: counts === undefined ? null : statesOf(state ?? undefined).reduce((sum, one) => sum + counts[one], 0),
    }));
  });
  protected readonly busyId = signal('');
  protected readonly problem = signal<{ readonly id: string; readonly text: string } | null>(null);

  constructor() {
    void this.summary.load();
    effect(() => {
      const chosen = this.chosen();
      untracked(() => void this.store.show(statesOf(chosen ?? undefined)));
    });
    whileVisible(async () => {
      await Promise.all([this.store.refresh(), this.summary.refresh()]);
    }, POLL_MS);
  }

  protected sizeOf({ size }: AdminFileDto): string {
    return sizeText(size, this.i18n.getActiveLang());
  }

  /** The name of a virus is a name everywhere; why a file could not be judged is said in words. */
  protected findingOf(state: AttachmentState, finding: string): string {
    const reason = REASONS[finding];
    if (reason !== undefined) {
      return this.say(`reasons.${reason}`);
    }
    return state === 'failed' ? finding : this.say('finding', { finding });
  }

  protected emptyWords(): 'allSeen' | `none.${AttachmentState}` {
    const chosen = this.chosen();
    return chosen === null ? 'allSeen' : `none.${chosen}`;
  }

  protected async scan(file: AdminFileDto): Promise<void> {
    this.busyId.set(file.id);
    this.problem.set(null);
    try {
      this.store.put(await this.api.scan(file.id));
      this.snackbar.show(this.say('scanned'));
    } catch (error) {
      // Told beside the file.
      this.problem.set({ id: file.id, text: this.errorText.of(error) });
    } finally {
      this.busyId.set('');
      void this.summary.refresh();
    }
  }

  protected async remove(file: AdminFileDto): Promise<void> {
    const reason = await this.dialogs.askReason({
      title: this.say('removeTitle', { name: file.filename }),
      text: this.say('removeText'),
      label: this.say('reason'),
      hint: this.say('reasonHint'),
      act: this.say('removeAct'),
      max: 500,
      isDangerous: true,
      run: (text) => this.api.remove(file.id, text),
    });
    if (reason !== null) {
      this.store.drop(file.id);
      this.snackbar.show(this.say('removed'));
      void this.summary.refresh();
    }
  }

  private say(key: string, values?: Record<string, string>): string {
    return this.i18n.translate<string>(`admin.files.${key}`, values);
  }
}
