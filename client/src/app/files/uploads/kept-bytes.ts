import { Injectable } from '@angular/core';

const DATABASE = 'smartsupport.files';
const STORE = 'files';
/** The server forgets what was not sent after a day, and so does this browser. */
const LIFETIME_MS = 86_400_000;

interface Kept {
  readonly at: number;
  readonly bytes: File;
}

function isKept(value: unknown): value is Kept {
  return typeof value === 'object' && value !== null && 'bytes' in value && value.bytes instanceof File;
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The browser keeps no files'));
  });
}

/**
 * Files on this device until the server has them, so that an upload goes on after a reload; pictures until their message
 * is sent, so that the text shows them. Belongs to the person who chose them. A browser that keeps nothing costs nothing
 * but that.
 */
@Injectable({ providedIn: 'root' })
export class KeptBytes {
  private opening: Promise<IDBDatabase> | null = null;

  async keep(owner: string | null, key: string, bytes: File): Promise<void> {
    await this.quietly('readwrite', (store) => store.put({ at: Date.now(), bytes } satisfies Kept, nameOf(owner, key)));
  }

  async read(owner: string | null, key: string): Promise<File | null> {
    const found = await this.quietly<unknown>('readonly', (store) => store.get(nameOf(owner, key)));
    return isKept(found) && Date.now() - found.at < LIFETIME_MS ? found.bytes : null;
  }

  async remove(owner: string | null, key: string): Promise<void> {
    await this.quietly('readwrite', (store) => store.delete(nameOf(owner, key)));
  }

  private async quietly<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | null> {
    try {
      this.opening ??= this.open();
      const database = await this.opening;
      return await done(act(database.transaction(STORE, mode).objectStore(STORE)));
    } catch {
      // No room, no such storage or a private window: then a reload loses what was not there yet, and says so.
      return null;
    }
  }

  private async open(): Promise<IDBDatabase> {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    const database = await done(request);
    await this.sweep(database);
    return database;
  }

  private async sweep(database: IDBDatabase): Promise<void> {
    const store = database.transaction(STORE, 'readwrite').objectStore(STORE);
    const keys = await done(store.getAllKeys());
    for (const key of keys) {
      const found: unknown = await done(store.get(key));
      if (!isKept(found) || Date.now() - found.at >= LIFETIME_MS) {
        await done(store.delete(key));
      }
    }
  }
}

function nameOf(owner: string | null, key: string): string {
  return `${owner ?? ''} ${key}`;
}
