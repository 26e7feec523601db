import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  ElementRef,
  inject,
  Injector,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { Router } from '@angular/router';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { fromEvent, map } from 'rxjs';
import { ChosenFileList } from '../../files/chosen-file-list';
import { FileDrop } from '../../files/file-drop';
import { FilePicker } from '../../files/file-picker';
import { megabytes } from '../../files/uploads/file-words';
import { UploadRules } from '../../files/uploads/upload-rules';
import { Session } from '../../session/session';
import { Dialogs } from '../../ui/dialog/dialogs';
import { Editor, type EditorSources } from '../../ui/editor/editor';
import { ErrorText } from '../../ui/feedback/error-text';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Notice } from '../../ui/feedback/notice';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Checkbox } from '../../ui/field/checkbox';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { Icon } from '../../ui/icon/icon';
import { Time } from '../../ui/time/time';
import { CategoryCards } from './category-cards';
import { OnBehalf } from './on-behalf';
import { SimilarRequests } from './similar-requests';
import { NewRequestStore, type RequestField } from './new-request-store';

const WIDE = '(width >= 1024px)';

/** One page from the question to the number. */
@Component({
  selector: 'ss-new-request',
  imports: [
    CategoryCards,
    Checkbox,
    ChosenFileList,
    Control,
    Editor,
    Field,
    FileDrop,
    FilePicker,
    Icon,
    InPlaceError,
    MatButton,
    Notice,
    OnBehalf,
    SimilarRequests,
    Skeleton,
    Time,
    TranslocoDirective,
  ],
  providers: [NewRequestStore],
  templateUrl: './new-request.html',
  styleUrl: './new-request.css',
})
export class NewRequest {
  /** Query parameter: what was typed into the search. */
  readonly subject = input<string>();

  protected readonly store = inject(NewRequestStore);
  protected readonly outgoing = this.store.outgoing;
  protected readonly editor = viewChild(Editor);
  protected readonly picker = viewChild(FilePicker);
  protected readonly sources: EditorSources = { pictureUrl: (src) => this.outgoing.pictureUrl(src) };
  protected readonly canAskForOthers = inject(Session).can('ticket:work');
  /** Two columns: what helps stands beside what is written. */
  protected readonly isWide = toSignal(
    fromEvent<MediaQueryListEvent>(matchMedia(WIDE), 'change').pipe(map(({ matches }) => matches)),
    { initialValue: matchMedia(WIDE).matches },
  );
  /** Nothing is dropped by fingers. */
  protected readonly isTouched = matchMedia('(pointer: coarse)').matches;
  private readonly router = inject(Router);
  private readonly dialogs = inject(Dialogs);
  private readonly errorText = inject(ErrorText);
  private readonly i18n = inject(TranslocoService);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly isTried = signal(false);
  private readonly rules = inject(UploadRules);
  private readonly filesProblem = computed(() => {
    const problem = this.outgoing.filesProblem();
    return problem === null ? (this.store.refusals()['uploadIds'] ?? '') : this.i18n.translate<string>(problem);
  });

  /** What is missing is said at its field before anything is sent; the server has the last word. */
  protected readonly problems = computed<Record<RequestField, string>>(() => {
    const { category, subject, description, onBehalfOf, onBehalfName } = this.outgoing.fields();
    const refusals = this.store.refusals();
    const problemOf = (field: RequestField, value: string, key: string): string =>
      this.isTried() && value.trim() === '' ? this.i18n.translate<string>(key) : (refusals[field] ?? '');
    return {
      category: problemOf('category', category, 'request.form.categoryMissing'),
      subject: problemOf('subject', subject, 'error.required'),
      description: problemOf('description', description, 'error.required'),
      onBehalfOf:
        onBehalfName.trim() !== '' && onBehalfOf === '' && this.isTried()
          ? this.i18n.translate<string>('request.form.onBehalfUnknown')
          : (refusals['onBehalfOf'] ?? ''),
      files: this.filesProblem(),
    };
  });
  protected readonly hint = computed(() => {
    const { maxFiles, maxFileBytes } = this.rules.current();
    return this.i18n.translate<string>('files.hint', { count: maxFiles, megabytes: megabytes(maxFileBytes) });
  });
  protected readonly failure = computed(() => {
    const error = this.store.failure();
    if (error === null) {
      return '';
    }
    return error.code === 'IDEMPOTENCY_KEY_REUSED'
      ? this.i18n.translate<string>('request.form.arrivedBefore')
      : this.errorText.of(error);
  });

  constructor() {
    inject(DestroyRef).onDestroy(this.outgoing.whenPictures(() => this.editor()?.refreshPictures()));
    afterNextRender(() => {
      // A draft is older than the search, and losing it would be worse.
      const subject = this.subject();
      if (subject !== undefined && this.outgoing.fields().subject === '') {
        this.outgoing.change({ subject });
      }
    });
  }

  /** Pasted or dropped into the text. */
  protected take(files: readonly File[]): void {
    this.outgoing.take(files, (src, alt) => this.editor()?.insertPicture(src, alt));
  }

  protected async send(): Promise<void> {
    this.isTried.set(true);
    if (Object.values(this.problems()).some((problem) => problem !== '') && !this.isOnlyRefusedByServer()) {
      this.focusFirstProblem();
      return;
    }
    this.isTried.set(false);
    const ticket = await this.store.send();
    if (ticket === null) {
      this.isTried.set(true);
      this.focusFirstProblem();
      return;
    }
    await this.router.navigate(['/requests'], { queryParams: { sent: ticket.number } });
  }

  protected async discard(): Promise<void> {
    const isSure = await this.dialogs.confirm({
      title: this.i18n.translate<string>('request.form.discardTitle'),
      text: this.i18n.translate<string>('request.form.discardText'),
      act: this.i18n.translate<string>('request.form.discard'),
      isDangerous: true,
    });
    if (isSure) {
      this.outgoing.discard();
      this.isTried.set(false);
    }
  }

  /** What the server said last time may be mended by now; only it can tell. */
  private isOnlyRefusedByServer(): boolean {
    const { category, subject, description, onBehalfOf, onBehalfName } = this.outgoing.fields();
    return (
      ![category, subject, description].some((text) => text.trim() === '') &&
      (onBehalfName.trim() === '') === (onBehalfOf === '') &&
      !this.outgoing.files.hasRefused()
    );
  }

  private focusFirstProblem(): void {
    afterNextRender(
      () => {
        const first = this.host.nativeElement.querySelector<HTMLElement>(
          '.is-wrong input, [aria-invalid="true"], .files.is-wrong button',
        );
        first?.focus();
        // What is wrong stands under the field, and the foot of the page would be over it.
        first?.scrollIntoView({ block: 'center' });
      },
      { injector: this.injector },
    );
  }
}
