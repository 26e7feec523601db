import { Directive, output, signal } from '@angular/core';

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}

/** Takes files that are dropped on the host or pasted into it. The class `is-over` marks the moment before. */
@Directive({
  selector: '[ssFileDrop]',
  host: {
    '(dragover)': 'over($event)',
    '(dragleave)': 'leave($event)',
    '(drop)': 'drop($event)',
    '(paste)': 'paste($event)',
    '[class.is-over]': 'isOver()',
  },
})
export class FileDrop {
  readonly taken = output<readonly File[]>({ alias: 'ssFileDrop' });
  protected readonly isOver = signal(false);

  protected over(event: DragEvent): void {
    if (hasFiles(event)) {
      // Without this the browser opens the file instead.
      event.preventDefault();
      this.isOver.set(true);
    }
  }

  protected leave(event: DragEvent): void {
    // Going over a child leaves the host for an instant.
    if (!(event.relatedTarget instanceof Node) || !(event.currentTarget as Node).contains(event.relatedTarget)) {
      this.isOver.set(false);
    }
  }

  protected drop(event: DragEvent): void {
    if (!hasFiles(event)) {
      return;
    }
    event.preventDefault();
    this.isOver.set(false);
    this.take(event.dataTransfer?.files);
  }

  protected paste(event: ClipboardEvent): void {
    // Office programs put a picture beside the text: then the text is meant.
    const data = event.clipboardData;
    if (data !== null && data.files.length > 0 && data.getData('text/plain') === '') {
      event.preventDefault();
      this.take(data.files);
    }
  }

  private take(files: FileList | undefined): void {
    if (files !== undefined && files.length > 0) {
      this.taken.emit([...files]);
    }
  }
}
