import { Component, computed, effect, inject, input, linkedSignal, output, signal, viewChild } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { ChosenFileList } from '../../files/chosen-file-list';
import { FileDrop } from '../../files/file-drop';
import { FilePicker } from '../../files/file-picker';
import type { Message } from '../../files/message';
import { Editor, type EditorSources } from '../../ui/editor/editor';
import { ErrorText } from '../../ui/feedback/error-text';
import { Icon } from '../../ui/icon/icon';

/** One line that grows; what is typed stays until the server has it. */
@Component({
  selector: 'ss-reply-box',
  imports: [ChosenFileList, Editor, FileDrop, FilePicker, Icon, MatButton, MatIconButton, TranslocoDirective],
  template: `
    <form
      *transloco="let t"
      novalidate
      [class.is-open]="isOpen() || !reply().isEmpty()"
      (submit)="$event.preventDefault(); send()"
    >
      <ss-chosen-file-list
        [isBounded]="true"
        [files]="reply().files"
        [isLocked]="reply().hasLeft()"
        (removed)="reply().removeFile($event)"
        (lastRemoved)="focus()"
      />
      <div class="box" [class.is-wrong]="problem() !== ''" (ssFileDrop)="take($event)">
        @for (one of replies(); track one) {
          <ss-editor
            class="is-quiet"
            describedBy="reply-problem"
            [label]="label()"
            [placeholder]="label()"
            [value]="one.fields().text"
            [isInvalid]="problem() !== ''"
            [isReadOnly]="one.isSending()"
            [sources]="sources()"
            (focusin)="isOpen.set(true)"
            (changed)="type($event)"
            (submitted)="send()"
          />
        }
        <ss-file-picker
          [isSign]="true"
          [label]="t('files.add')"
          [disabled]="reply().isSending()"
          (picked)="reply().addFiles($event)"
        />
        <button
          matIconButton
          type="submit"
          class="send"
          [disabled]="reply().isSending()"
          [attr.aria-label]="t('request.reply.send')"
        >
          <ss-icon name="send" />
        </button>
      </div>
      <p id="reply-problem" class="foot" [class.is-problem]="problem() !== ''" aria-live="polite">
        @if (problem(); as text) {
          <ss-icon name="alert" [size]="16" />
          {{ text }}
        } @else if (reply().isWaiting()) {
          {{ t('files.waitsForFiles') }}
          <button matButton type="button" (click)="reply().stop()">{{ t('request.form.stop') }}</button>
        } @else if (reply().isSending()) {
          {{ t('request.reply.sending') }}
        } @else if (reply().savedAt()) {
          {{ t('request.draftKept') }}
        }
      </p>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: 6px;
    }
    .box {
      display: grid;
      grid-template: 'files text send' auto / auto minmax(0, 1fr) auto;
      align-items: end;
      padding: 2px 4px;
      --ss-editor-min: 24px;
      --ss-editor-max: 40vh;
      background: var(--ss-pane-page);
      border: 1px solid var(--mat-sys-outline);
      border-radius: var(--ss-radius-card);
    }
    .box:focus-within {
      outline: 2px solid var(--mat-sys-primary);
      outline-offset: -2px;
    }
    .box.is-over {
      background: var(--mat-sys-secondary-container);
    }
    .box.is-wrong {
      border-color: var(--mat-sys-error);
    }
    /* One line until somebody writes; then the text has the whole width, and keeps it: what is pressed next must not move. */
    form.is-open {
      --ss-editor-tools: block;
    }
    .is-open .box {
      grid-template: 'text text text' auto 'files . send' auto / auto minmax(0, 1fr) auto;
    }
    ss-editor {
      grid-area: text;
      align-self: center;
      min-inline-size: 0;
      padding-inline: 6px;
    }
    ss-file-picker {
      grid-area: files;
      flex-wrap: nowrap;
    }
    .send {
      grid-area: send;
      --mat-icon-button-icon-color: var(--mat-sys-primary);
    }
    @media (width < 600px) {
      .box {
        --mat-icon-button-state-layer-size: 44px;
      }
    }
    .foot {
      display: flex;
      align-items: center;
      gap: 6px;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }
    .foot:empty {
      display: none;
    }
    /* Its place is kept: what stands above must not jump when the draft is. */
    .is-open .foot {
      display: flex;
      min-block-size: 20px;
    }
    .is-problem {
      color: var(--mat-sys-error);
    }
  `,
})
export class ReplyBox {
  readonly reply = input.required<Message>();
  /** First name of who reads it; empty while nobody has the request. */
  readonly to = input.required<string>();
  /** What is sent becomes a new request. */
  readonly startsNew = input(false);
  /** There is something to send. */
  readonly sent = output();

  private readonly i18n = inject(TranslocoService);
  private readonly errorText = inject(ErrorText);
  private readonly isBlank = signal(false);
  /** It has been written into. Closes with its request alone: what is pressed beside it must not move away under the press. */
  protected readonly isOpen = linkedSignal({ source: () => this.reply(), computation: () => false });
  private readonly editor = viewChild(Editor);
  /** The same again and again, so that the field is made anew for another request. */
  protected readonly replies = computed(() => [this.reply()]);
  protected readonly sources = computed<EditorSources>(() => {
    const reply = this.reply();
    return { pictureUrl: (src) => reply.pictureUrl(src) };
  });
  protected readonly label = computed(() =>
    this.startsNew()
      ? this.i18n.translate<string>('request.reply.toNew')
      : this.to() === ''
        ? this.i18n.translate<string>('request.reply.toDesk')
        : this.i18n.translate<string>('request.reply.to', { who: this.to() }),
  );
  protected readonly problem = computed(() => {
    if (this.isBlank()) {
      return this.i18n.translate<string>('request.reply.blank');
    }
    const files = this.reply().filesProblem();
    if (files !== null) {
      return this.i18n.translate<string>(files);
    }
    const error = this.reply().error();
    if (error === null) {
      return '';
    }
    return error.details['body']?.[0] ?? this.errorText.of(error);
  });

  constructor() {
    effect((onCleanup) => {
      onCleanup(this.reply().whenPictures(() => this.editor()?.refreshPictures()));
    });
  }

  focus(): void {
    this.editor()?.focus();
  }

  /** What was pasted or dropped, here or beside it. */
  take(files: readonly File[]): void {
    this.reply().take(files, (src, alt) => this.editor()?.insertPicture(src, alt));
  }

  protected type(text: string): void {
    this.isBlank.set(false);
    this.reply().type(text);
  }

  protected send(): void {
    const reply = this.reply();
    this.isBlank.set(reply.fields().text.trim() === '' && reply.files.isEmpty());
    if (!this.isBlank() && !reply.files.hasRefused()) {
      this.sent.emit();
    }
  }
}
