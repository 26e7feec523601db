import { inject, Injectable } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { Announcer } from '../../ui/live/announcer';
import { FileWords } from './file-words';
import type { FileState, OutgoingFile } from './outgoing-file';

/** What comes at once is said in one go. */
const GATHER_MS = 300;
/** Quarters: more would talk into everything that is typed. */
const PARTS = 4;

/** What a reader of screens has heard of a file: the step, and the quarter it is in. */
function heardOf(state: FileState): string {
  switch (state.step) {
    case 'sending':
      return state.share >= 1 ? 'sending' : `sending ${String(Math.floor(state.share * PARTS))}`;
    case 'there':
      return `there ${state.upload.state} ${String(state.isHeld)}`;
    default:
      return state.step;
  }
}

/** Tells readers of screens what the eye sees of files: begin, quarters, end, and what went wrong. */
@Injectable({ providedIn: 'root' })
export class FileNews {
  private readonly words = inject(FileWords);
  private readonly announcer = inject(Announcer);
  private readonly i18n = inject(TranslocoService);
  private readonly heard = new WeakMap<OutgoingFile, string>();
  private gathered: readonly string[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  tell(files: readonly { readonly file: OutgoingFile; readonly state: FileState }[]): void {
    for (const { file, state } of files) {
      const now = heardOf(state);
      const before = this.heard.get(file);
      this.heard.set(file, now);
      // What an older draft brings along is no news.
      const isOld = now === before || now === 'sending' || (before === undefined && state.step === 'there');
      const said = isOld ? null : this.said(file.name, state);
      if (said !== null) {
        this.say(said);
      }
    }
  }

  private said(name: string, state: FileState): string | null {
    if (state.step === 'waiting') {
      return null;
    }
    if (state.step !== 'sending') {
      return this.i18n.translate<string>('files.said.one', { name, words: this.words.of(state).words });
    }
    return state.share === 0
      ? this.i18n.translate<string>('files.said.started', { name })
      : this.i18n.translate<string>('files.said.share', { name, percent: Math.round(state.share * 100) });
  }

  private say(text: string): void {
    this.gathered = [...this.gathered, text];
    this.timer ??= setTimeout(() => {
      this.announcer.announce(this.gathered.join('; '));
      this.gathered = [];
      this.timer = undefined;
    }, GATHER_MS);
  }
}
