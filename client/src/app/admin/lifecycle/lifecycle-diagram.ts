import { Component, computed, type ElementRef, inject, input, output, signal, viewChild } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Loaded } from '../../api/loaded';
import type { TicketStatus } from '../../api/types';
import { Skeleton } from '../../ui/feedback/skeleton';
import { fetchLayOut } from './diagram-layout';
import type { Category, Line } from './lifecycle-lines';
import { LifecycleWords } from './lifecycle-words';

export interface DiagramStatus {
  readonly key: TicketStatus;
  readonly category: Category;
  readonly name: string;
  readonly requesterName: string;
}

/** Wide enough for the letters, without asking the browser for their size. */
const LETTER = 7.4;
const SMALL_LETTER = 6.6;
const BOX_HEIGHT = 46;
const LEAST_BOX = 108;

/**
 * The lifecycle drawn: statuses as boxes in the colour of their category, transitions as arrows with the letters of
 * those who make them. One stop of the Tab key; the arrow keys go from one to the next, Enter opens.
 */
@Component({
  selector: 'ss-lifecycle-diagram',
  imports: [Skeleton, TranslocoDirective],
  templateUrl: './lifecycle-diagram.html',
  styleUrl: './lifecycle-diagram.css',
})
export class LifecycleDiagram {
  readonly statuses = input.required<readonly DiagramStatus[]>();
  readonly lines = input.required<readonly Line[]>();
  readonly opened = output<Line>();

  protected readonly words = inject(LifecycleWords);
  private readonly svg = viewChild<ElementRef<SVGSVGElement>>('svg');
  /** The library that finds places is big: it comes with the first diagram. */
  protected readonly library = new Loaded(() => fetchLayOut());
  /** What the pointer or the keyboard is on: index into statuses, then lines. */
  protected readonly pointed = signal<number | null>(null);
  protected readonly stop = signal(0);

  protected readonly drawing = computed(() => {
    const layOut = this.library.value();
    if (layOut === null) {
      return null;
    }
    const sizes = this.statuses().map(({ key, name, requesterName }) => ({
      status: key,
      width: Math.ceil(Math.max(LEAST_BOX, name.length * LETTER + 28, requesterName.length * SMALL_LETTER + 28)),
      height: BOX_HEIGHT,
    }));
    const lines = this.lines();
    return layOut(
      sizes,
      lines,
      lines.map((line) => this.lettersOf(line).length * 7 + 14),
    );
  });
  private readonly count = computed(() => this.statuses().length + this.lines().length);

  constructor() {
    void this.library.load();
  }

  protected statusOf(key: TicketStatus): DiagramStatus | undefined {
    return this.statuses().find((status) => status.key === key);
  }

  protected lettersOf({ who, needs }: Line): string {
    return who.map((actor) => this.words.letter(actor)).join(' ') + (needs.length === 0 ? '' : ' +');
  }

  protected isLit(index: number): boolean {
    const pointed = this.pointed();
    if (pointed === null) {
      return false;
    }
    const statuses = this.statuses();
    const line = this.lines()[index - statuses.length];
    const status = statuses[pointed];
    return (
      pointed === index || (line !== undefined && status !== undefined && [line.from, line.to].includes(status.key))
    );
  }

  /** What is pointed at, in a sentence. */
  protected readonly caption = computed(() => {
    const pointed = this.pointed();
    if (pointed === null) {
      return '';
    }
    const status = this.statuses()[pointed];
    const line = this.lines()[pointed - this.statuses().length];
    return status !== undefined ? this.sentenceOf(status) : line !== undefined ? this.lineSentence(line) : '';
  });

  protected lineSentence(line: Line): string {
    return this.words.lineSentence(line, (key) => this.statusOf(key)?.name ?? key);
  }

  protected sentenceOf({ key, name, category }: DiagramStatus): string {
    const nameOf = (status: TicketStatus): string => this.statusOf(status)?.name ?? status;
    const targets = this.lines()
      .filter(({ from }) => from === key)
      .map(({ to }) => nameOf(to));
    return this.words.statusSentence(name, category, targets);
  }

  protected open(line: Line, index: number): void {
    this.stop.set(this.statuses().length + index);
    this.opened.emit(line);
  }

  protected move(event: KeyboardEvent, index: number): void {
    const last = this.count() - 1;
    const to: Record<string, number> = {
      ArrowRight: index + 1,
      ArrowDown: index + 1,
      ArrowLeft: index - 1,
      ArrowUp: index - 1,
      Home: 0,
      End: last,
    };
    const target = to[event.key];
    if (target === undefined) {
      return;
    }
    event.preventDefault();
    const next = Math.min(Math.max(target, 0), last);
    this.stop.set(next);
    this.svg()
      ?.nativeElement.querySelector<SVGGElement>(`[data-index="${String(next)}"]`)
      ?.focus();
  }

  protected press(event: Event, line: Line, index: number): void {
    event.preventDefault();
    this.open(line, index);
  }
}
