import { Component, Injector, computed, inject, input, signal, viewChild, type ElementRef } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { OwnAccountDto } from '../../api/types';
import { FileDrop } from '../../files/file-drop';
import { Dialogs } from '../../ui/dialog/dialogs';
import { ErrorText } from '../../ui/feedback/error-text';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Icon } from '../../ui/icon/icon';
import { Avatar } from '../../ui/people/avatar';
import { AccountApi } from '../account-api';
import { OwnAccount } from '../own-account';
import { Part } from '../part';
import { PHOTO_TYPES, type PhotoProblem } from './crop';
import { PhotoUpload } from './photo-upload';
import { closePicture, openPicture } from './picture';

/** As large as the desk shows people: in cards, beside messages, in rows. */
const SIZES = [40, 32, 20] as const;

/** One's picture: chosen, dropped or pasted, cut to a square, sent; seen in the sizes it is used in. */
@Component({
  selector: 'ss-account-photo',
  imports: [Avatar, FileDrop, Icon, MatButton, Part, TranslocoDirective],
  providers: [PhotoUpload],
  host: { '(document:paste)': 'paste($event)' },
  template: `
    <ng-container *transloco="let t; prefix: 'account.photo'">
      <ss-account-part [title]="t('title')" [lead]="t('lead')">
        <div class="drop" (ssFileDrop)="choose($event)">
          <ss-avatar [name]="name()" [picture]="account().avatarUrl" [size]="96" [label]="t('of', { name: name() })" />
          <div class="rest">
            <div class="sizes" aria-hidden="true">
              @for (size of sizes; track size) {
                <ss-avatar [name]="name()" [picture]="account().avatarUrl" [size]="size" />
              }
              <span class="ss-secondary">{{ t('asShown') }}</span>
            </div>
            @if (upload.progress() !== null) {
              <div class="ss-actions">
                <div
                  class="track"
                  role="progressbar"
                  aria-valuemin="0"
                  aria-valuemax="100"
                  [attr.aria-label]="t('sending')"
                  [attr.aria-valuenow]="percent()"
                >
                  <div class="fill" [style.transform]="'scaleX(' + upload.progress() + ')'"></div>
                </div>
                <span class="ss-secondary">{{ percent() }} %</span>
                <button matButton="text" type="button" (click)="upload.cancel()">{{ t('cancel') }}</button>
              </div>
            } @else {
              <div class="ss-actions">
                <input
                  #field
                  type="file"
                  hidden
                  [accept]="accepted"
                  [attr.aria-label]="t('choose')"
                  (change)="picked(field)"
                />
                <button #chooser matButton="outlined" type="button" (click)="field.click()">
                  {{ t(account().avatarUrl === null ? 'choose' : 'change') }}
                </button>
                @if (account().avatarUrl !== null) {
                  <button matButton="text" class="ss-danger" type="button" (click)="remove()">{{ t('remove') }}</button>
                }
              </div>
            }
            <p class="ss-secondary">{{ t('rule') }}</p>
          </div>
        </div>
        @if (message(); as text) {
          <div class="problem" role="alert">
            <ss-icon name="alert" [size]="16" />
            <span>{{ text }}</span>
            @if (upload.error()) {
              <button matButton="text" type="button" (click)="again()">{{ t('again') }}</button>
            }
          </div>
        }
      </ss-account-part>
    </ng-container>
  `,
  styles: `
    .drop {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 20px;
      padding: 16px;
      border: 1px dashed var(--mat-sys-outline);
      border-radius: var(--ss-radius-card);
    }
    .drop.is-over {
      border-color: var(--mat-sys-primary);
      background: var(--mat-sys-secondary-container);
    }
    .rest {
      display: grid;
      flex: 1 1 240px;
      gap: 10px;
    }
    .sizes {
      display: flex;
      align-items: center;
      gap: 8px;
    }
    .sizes span {
      margin-inline-start: 4px;
    }
    .track {
      flex: 1;
      block-size: 6px;
      border-radius: 3px;
      background: var(--mat-sys-surface-container-high);
      overflow: hidden;
    }
    .fill {
      block-size: 100%;
      background: var(--mat-sys-primary);
      transform-origin: 0 50%;
    }
    .problem {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px;
      color: var(--mat-sys-error);
      font: 500 0.8125rem / 1.125rem var(--ss-font);
    }
  `,
})
export class Photo {
  readonly account = input.required<OwnAccountDto>();

  private readonly injector = inject(Injector);
  private readonly api = inject(AccountApi);
  private readonly own = inject(OwnAccount);
  private readonly dialogs = inject(Dialogs);
  private readonly snackbar = inject(Snackbar);
  private readonly errorText = inject(ErrorText);
  private readonly i18n = inject(TranslocoService);
  protected readonly upload = inject(PhotoUpload);
  private readonly chooser = viewChild<ElementRef<HTMLElement>>('chooser');

  protected readonly sizes = SIZES;
  protected readonly accepted = PHOTO_TYPES.join(',');
  private readonly problem = signal<PhotoProblem | null>(null);
  protected readonly name = computed(() => `${this.account().firstName} ${this.account().lastName}`);
  protected readonly percent = computed(() => Math.round(100 * (this.upload.progress() ?? 0)));
  protected readonly message = computed(() => {
    const problem = this.problem();
    const failure = this.upload.error();
    if (problem !== null) {
      return this.say(`problem.${problem}`);
    }
    return failure === null ? '' : this.say('failed', { text: this.errorText.of(failure) });
  });

  protected picked(field: HTMLInputElement): void {
    const files = [...(field.files ?? [])];
    // So that the same file can be chosen again.
    field.value = '';
    void this.choose(files);
  }

  /** Anywhere on the page, but for texts in fields. */
  protected paste(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0 && !(event.target instanceof HTMLInputElement)) {
      event.preventDefault();
      void this.choose(files);
    }
  }

  protected async choose(files: readonly File[]): Promise<void> {
    const [file] = files;
    if (file === undefined || this.upload.progress() !== null) {
      return;
    }
    this.upload.forget();
    this.problem.set(null);
    const picture = await openPicture(file);
    if (typeof picture === 'string') {
      this.problem.set(picture);
      return;
    }
    const { openCrop } = await import('./crop-dialog');
    const square = await openCrop(this.injector, picture);
    closePicture(picture);
    if (square !== null) {
      this.tell(await this.upload.send(square));
    }
  }

  protected async again(): Promise<void> {
    this.tell(await this.upload.again());
  }

  protected async remove(): Promise<void> {
    const isRemoved = await this.dialogs.confirm({
      title: this.say('removeTitle'),
      text: this.say('removeText'),
      act: this.say('removeAct'),
      isDangerous: true,
      run: () => this.api.removePhoto(),
    });
    if (isRemoved) {
      this.own.set({ ...this.account(), avatarUrl: null });
      void this.own.load();
      this.snackbar.show(this.say('removed'));
      this.chooser()?.nativeElement.focus();
    }
  }

  private tell(isSent: boolean): void {
    if (isSent) {
      this.snackbar.show(this.say('saved'));
    }
  }

  private say(key: string, values?: Record<string, string>): string {
    return this.i18n.translate<string>(`account.photo.${key}`, values);
  }
}
