import { Component, computed, type ElementRef, inject, input, output, signal, viewChild } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { ChosenFileList } from '../../files/chosen-file-list';
import { FileDrop } from '../../files/file-drop';
import { FilePicker } from '../../files/file-picker';
import type { Outgoing } from '../../files/outgoing';
import { ErrorText } from '../../ui/feedback/error-text';
import { Icon } from '../../ui/icon/icon';

/** One line that grows; what is typed stays until the server has it. */
@Component({
  selector: 'ss-reply-box',
  imports: [ChosenFileList, FileDrop, FilePicker, Icon, MatIconButton, TranslocoDirective],
  template: `
    <form *transloco="let t" novalidate (submit)="$event.preventDefault(); send()">
      <ss-chosen-file-list [files]="reply().files" (removed)="reply().removeFile($event)" />
      <div class="box" [class.is-wrong]="problem() !== ''" (ssFileDrop)="reply().addFiles($event)">
        <ss-file-picker
          [isSign]="true"
          [label]="t('files.add')"
          [disabled]="reply().isSending()"
          (picked)="reply().addFiles($event)"
        />
        <textarea
          #field
          rows="1"
          maxlength="50000"
          aria-describedby="reply-problem"
          [attr.aria-label]="label()"
          [attr.aria-invalid]="problem() !== '' ? 'true' : null"
          [placeholder]="label()"
          [readOnly]="reply().isSending()"
          [value]="reply().fields().text"
          (input)="type(field.value)"
          (keydown.control.enter)="send()"
          (keydown.meta.enter)="send()"
        ></textarea>
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
      display: flex;
      align-items: end;
      padding: 2px 4px;
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
    textarea {
      flex: 1;
      min-inline-size: 0;
      max-block-size: 40vh;
      padding: 8px 4px;
      border: 0;
      outline: 0;
      resize: none;
      background: none;
      color: inherit;
      font: var(--mat-sys-body-large);
      field-sizing: content;
    }
    textarea::placeholder {
      color: var(--mat-sys-on-surface-variant);
      opacity: 1;
    }
    @media (width < 600px) {
      textarea {
        padding-block: 10px;
      }
    }
    .send {
      --mat-icon-button-icon-color: var(--mat-sys-primary);
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
    .is-problem {
      color: var(--mat-sys-error);
    }
  `,
})
export class ReplyBox {
  readonly reply = input.required<Outgoing<{ text: string }>>();
  /** First name of who reads it; empty while nobody has the request. */
  readonly to = input.required<string>();
  /** What is sent becomes a new request. */
  readonly startsNew = input(false);
  /** There is something to send. */
  readonly sent = output();

  private readonly i18n = inject(TranslocoService);
  private readonly errorText = inject(ErrorText);
  private readonly isBlank = signal(false);
  private readonly field = viewChild.required<ElementRef<HTMLTextAreaElement>>('field');
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
    if (this.reply().files.hasRefused()) {
      return this.i18n.translate<string>('files.refusedFirst');
    }
    const error = this.reply().error();
    if (error === null) {
      return '';
    }
    return error.details['body']?.[0] ?? error.details['files']?.[0] ?? this.errorText.of(error);
  });

  focus(): void {
    this.field().nativeElement.focus();
  }

  protected type(text: string): void {
    this.isBlank.set(false);
    this.reply().change({ text });
  }

  protected send(): void {
    this.isBlank.set(this.reply().fields().text.trim() === '');
    if (!this.isBlank() && !this.reply().files.hasRefused()) {
      this.sent.emit();
    }
  }
}
