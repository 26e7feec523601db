import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import { ApiClient } from '../api/api-client';
import { toApiError } from '../api/api-error';
import { Drafts } from './drafts';
import { Session } from './session';

const PAUSE_MS = 1_200;
const AGAIN_MS = 15_000;

type Value = Readonly<Record<string, unknown>>;

interface ServerDraft {
  readonly value: Value;
  readonly version: number;
  readonly updatedAt: string;
}

/** What this device knows of the server's copy; kept beside the draft itself. */
interface Known {
  /** Null: the server has never had it. */
  readonly version: number | null;
  /** There is something here that the server has not. */
  readonly isAhead: boolean;
  readonly at: number;
}

/** Something else that was written under the same name. */
export interface OtherDraft {
  readonly value: unknown;
  /** ISO 8601. */
  readonly at: string;
}

/** How the copy here and the copy of the server came together. */
export interface Met {
  /** What stands now; null when nothing does. */
  readonly value: unknown;
  /** It is not what stood here before. */
  readonly isChanged: boolean;
  /** What lost, to be offered; null when nothing did. */
  readonly other: OtherDraft | null;
}

function isKnown(value: unknown): value is Known {
  return typeof value === 'object' && value !== null && 'version' in value && 'isAhead' in value && 'at' in value;
}

/** Pure: which of the two stands, and what is offered besides. */
export function meetDrafts(local: unknown, known: Known | null, server: ServerDraft | null): Met {
  const stays: Met = { value: local, isChanged: false, other: null };
  if (server === null) {
    // Known to the server once and gone there: sent or thrown away on another device.
    const isOver = local !== null && known !== null && known.version !== null && !known.isAhead;
    return isOver ? { value: null, isChanged: true, other: null } : stays;
  }
  if (known?.version === server.version) {
    return stays;
  }
  if (local === null || known?.isAhead !== true) {
    return { value: server.value, isChanged: true, other: null };
  }
  if (JSON.stringify(local) === JSON.stringify(server.value)) {
    return stays;
  }
  return Date.parse(server.updatedAt) > known.at
    ? { value: server.value, isChanged: true, other: { value: local, at: new Date(known.at).toISOString() } }
    : { value: local, isChanged: false, other: { value: server.value, at: server.updatedAt } };
}

/**
 * Drafts that follow a person: kept on this device at once and on the server a moment later, so that another device, a
 * cleared browser or a new sign-in finds them. A server that is away, or a session that has ended, costs nothing: the copy
 * here goes up with the next change or the next look.
 */
@Injectable({ providedIn: 'root' })
export class SharedDrafts {
  private readonly drafts = inject(Drafts);
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** One after the other for each draft: a removal must not be overtaken by the saving before it. */
  private readonly queue = new Map<string, Promise<void>>();

  private listing: Promise<ReadonlySet<string>> | null = null;
  private readonly others = signal<ReadonlyMap<string, OtherDraft>>(new Map());
  /** What lost against the text that stands, by name: it is offered, not thrown away. */
  readonly offered = this.others.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => this.timers.forEach((timer) => clearTimeout(timer)));
  }

  read(name: string): unknown {
    return this.drafts.read(name);
  }

  write(name: string, value: Value): boolean {
    const isKept = this.drafts.write(name, value);
    this.note(name, { version: this.known(name)?.version ?? null, isAhead: true, at: Date.now() });
    this.later(name, PAUSE_MS);
    return isKept;
  }

  remove(name: string): void {
    const isOnServer = this.known(name) !== null;
    clearTimeout(this.timers.get(name));
    this.timers.delete(name);
    this.drafts.remove(name);
    if (isOnServer) {
      this.note(name, { version: this.known(name)?.version ?? null, isAhead: true, at: Date.now() });
      this.inTurn(name, () => this.takeAway(name));
    }
  }

  /** Brings the two copies together; asks the server. Quiet when it cannot be asked. */
  async meet(name: string): Promise<Met> {
    const before = this.drafts.read(name);
    const unchanged: Met = { value: before, isChanged: false, other: null };
    let server: ServerDraft | null;
    try {
      // One list tells for all that are asked at once, and nothing is asked for that is not there.
      const isThere = (await this.names()).has(name);
      server = isThere ? await this.api.get<ServerDraft>(addressOf(name)) : null;
    } catch (error) {
      if (toApiError(error).status !== 404) {
        // The copy here is as good as ever.
        return unchanged;
      }
      server = null;
    }
    const local = this.drafts.read(name);
    const known = this.known(name);
    if (local === null && known?.isAhead === true) {
      // Sent or thrown away here while the server could not be told.
      this.inTurn(name, () => this.takeAway(name));
      return { ...unchanged, value: null };
    }
    const met = meetDrafts(local, known, server);
    this.offer(name, met.other);
    if (met.isChanged && isValue(met.value)) {
      this.drafts.write(name, met.value);
      this.note(name, { version: server?.version ?? null, isAhead: false, at: Date.now() });
    } else if (met.isChanged) {
      this.drafts.remove(name);
      this.drafts.remove(knownName(name));
    } else if (local !== null && (known === null || known.isAhead || server === null)) {
      this.note(name, { version: server?.version ?? null, isAhead: true, at: known?.at ?? Date.now() });
      this.later(name, 0);
    }
    return met;
  }

  /** Puts an offer on the table or takes it off. */
  offer(name: string, other: OtherDraft | null): void {
    this.others.update((before) => {
      const rest = [...before].filter(([one]) => one !== name);
      return new Map(other === null ? rest : [...rest, [name, other]]);
    });
  }

  private names(): Promise<ReadonlySet<string>> {
    this.listing ??= this.api
      .get<{ readonly items: readonly { readonly key: string }[] }>('/api/me/drafts')
      .then(({ items }) => new Set(items.map(({ key }) => key)))
      .finally(() => (this.listing = null));
    return this.listing;
  }

  private later(name: string, afterMs: number): void {
    clearTimeout(this.timers.get(name));
    const owner = this.session.user()?.id;
    this.timers.set(
      name,
      setTimeout(() => {
        this.timers.delete(name);
        if (this.session.user()?.id === owner) {
          this.inTurn(name, () => this.bringUp(name));
        }
      }, afterMs),
    );
  }

  private inTurn(name: string, work: () => Promise<void>): void {
    const before = this.queue.get(name) ?? Promise.resolve();
    this.queue.set(name, before.then(work, work));
  }

  private async bringUp(name: string): Promise<void> {
    const value = this.drafts.read(name);
    const known = this.known(name);
    if (!isValue(value) || known?.isAhead !== true || !this.session.isSignedIn()) {
      return;
    }
    try {
      const kept = await this.put(name, value, known.version);
      const isSame = JSON.stringify(this.drafts.read(name)) === JSON.stringify(value);
      this.note(name, { version: kept.version, isAhead: !isSame, at: this.known(name)?.at ?? Date.now() });
    } catch (error) {
      // The copy here stays; it goes up with the next change or the next look.
      if (toApiError(error).isPassing) {
        this.later(name, AGAIN_MS);
      }
    }
  }

  /** Whoever types here has the last word; what another device wrote meanwhile is offered to him. */
  private async put(name: string, value: Value, baseVersion: number | null): Promise<ServerDraft> {
    try {
      return await this.api.put<ServerDraft>(addressOf(name), {
        value,
        ...(baseVersion === null ? {} : { baseVersion }),
      });
    } catch (error) {
      const { status, details } = toApiError(error);
      const standing = details['value']?.[0];
      if (status !== 409 || standing === undefined) {
        throw error;
      }
      const other: unknown = JSON.parse(standing);
      if (JSON.stringify(other) !== JSON.stringify(value)) {
        this.offer(name, { value: other, at: details['updatedAt']?.[0] ?? new Date().toISOString() });
      }
      return this.api.put<ServerDraft>(addressOf(name), { value });
    }
  }

  private async takeAway(name: string): Promise<void> {
    if (this.drafts.read(name) !== null) {
      // Something new is being written already; it takes the place of the old one.
      return;
    }
    try {
      await this.api.delete(addressOf(name));
      this.drafts.remove(knownName(name));
    } catch {
      // Tried again when the page is opened next.
    }
  }

  private known(name: string): Known | null {
    const found = this.drafts.read(knownName(name));
    return isKnown(found) ? found : null;
  }

  private note(name: string, known: Known): void {
    this.drafts.write(knownName(name), known);
  }
}

function knownName(name: string): string {
  return `known.${name}`;
}

function addressOf(name: string): string {
  return `/api/me/drafts/${encodeURIComponent(name)}`;
}

function isValue(value: unknown): value is Value {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
