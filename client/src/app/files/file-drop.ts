import { DestroyRef, Directive, inject, output, signal } from '@angular/core';

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}

/** A file that misses its place would be opened by the browser instead of the page. */
function ignore(event: DragEvent): void {
  if (hasFiles(event) && !event.defaultPrevented) {
    event.preventDefault();
    if (event.dataTransfer !== null) {
      event.dataTransfer.dropEffect = 'none';
    }
  }
}

/** One place within another: the inner one has it. */
const handled = new WeakSet<Event>();

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

  constructor() {
    // One of its own: another place for files may come and go.
    const guard = (event: DragEvent): void => ignore(event);
    addEventListener('dragover', guard);
    addEventListener('drop', guard);
    inject(DestroyRef).onDestroy(() => {
      removeEventListener('dragover', guard);
      removeEventListener('drop', guard);
    });
  }

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
    this.take(event, event.dataTransfer?.files);
  }

  protected paste(event: ClipboardEvent): void {
    // Office programs put a picture beside the text: then the text is meant.
    const data = event.clipboardData;
    if (data !== null && data.files.length > 0 && data.getData('text/plain') === '') {
      event.preventDefault();
      this.take(event, data.files);
    }
  }

  private take(event: Event, files: FileList | undefined): void {
    if (files !== undefined && files.length > 0 && !handled.has(event)) {
      handled.add(event);
      this.taken.emit([...files]);
    }
  }
}
