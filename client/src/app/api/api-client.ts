import { HttpClient, HttpEventType, type HttpHeaders, HttpParams } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import {
  filter,
  firstValueFrom,
  fromEvent,
  map,
  merge,
  NEVER,
  switchMap,
  take,
  tap,
  throwError,
  type Observable,
} from 'rxjs';
import { ApiError } from './api-error';

export type QueryValue = string | number | boolean | readonly string[] | null | undefined;
export type Query = Readonly<Record<string, QueryValue>>;

export interface WriteOptions {
  /** Repeats of a create with the same key answer the first result again. */
  idempotencyKey?: string;
  /** Sent as If-Match: a newer version is refused with 412. */
  ifMatch?: number;
}

export interface UploadOptions extends WriteOptions {
  /** PUT where the form replaces what there is. */
  method?: 'POST' | 'PUT';
  /** Share that has been sent, 0 to 1. */
  onProgress?: (share: number) => void;
  abort?: AbortSignal;
}

export interface DownloadOptions {
  /** Bytes so far; nobody knows how many there will be. */
  onProgress?: (bytes: number) => void;
  abort?: AbortSignal;
  /** Only the beginning, where the server gives parts. */
  firstBytes?: number;
}

export interface Download {
  readonly blob: Blob;
  readonly headers: HttpHeaders;
}

/** Parameters without the empty ones; several values go by comma, as the contract has it. */
function queryOf(query: Query): Record<string, string> {
  const entries = Object.entries(query).flatMap(([key, value]) => {
    if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) {
      return [];
    }
    return [[key, Array.isArray(value) ? value.join(',') : String(value)] as const];
  });
  return Object.fromEntries(entries);
}

function headersOf(options: WriteOptions): Record<string, string> {
  return {
    ...(options.idempotencyKey === undefined ? {} : { 'Idempotency-Key': options.idempotencyKey }),
    ...(options.ifMatch === undefined ? {} : { 'If-Match': `"${String(options.ifMatch)}"` }),
  };
}

/** Calls of the REST API as promises. They end with the answer's body or with an ApiError. */
@Injectable({ providedIn: 'root' })
export class ApiClient {
  private readonly http = inject(HttpClient);

  get<Answer>(url: string, query: Query = {}): Promise<Answer> {
    return firstValueFrom(this.http.get<Answer>(url, { params: new HttpParams({ fromObject: queryOf(query) }) }));
  }

  post<Answer>(url: string, body: unknown = {}, options: WriteOptions = {}): Promise<Answer> {
    return firstValueFrom(this.http.post<Answer>(url, body, { headers: headersOf(options) }));
  }

  put<Answer>(url: string, body: unknown, options: WriteOptions = {}): Promise<Answer> {
    return firstValueFrom(this.http.put<Answer>(url, body, { headers: headersOf(options) }));
  }

  patch<Answer>(url: string, body: unknown, options: WriteOptions = {}): Promise<Answer> {
    return firstValueFrom(this.http.patch<Answer>(url, body, { headers: headersOf(options) }));
  }

  delete<Answer>(url: string, body?: unknown): Promise<Answer> {
    return firstValueFrom(this.http.delete<Answer>(url, { body }));
  }

  /** Sends a form with files and tells how far it is. */
  upload<Answer>(url: string, form: FormData, options: UploadOptions = {}): Promise<Answer> {
    const { abort, method = 'POST', onProgress } = options;
    const sent = this.http
      .request<Answer>(method, url, {
        body: form,
        headers: headersOf(options),
        observe: 'events',
        reportUploadProgress: true,
      })
      .pipe(
        tap((event) => {
          if (event.type === HttpEventType.UploadProgress && event.total !== undefined && event.total > 0) {
            onProgress?.(event.loaded / event.total);
          }
        }),
        filter((event) => event.type === HttpEventType.Response),
        map((event) => event.body as Answer),
      );
    return firstValueFrom(merge(sent, aborted(abort, 'The upload was cancelled')).pipe(take(1)));
  }

  /** A file as it is, with the bearer that a plain link could not send. */
  download(url: string, query: Query = {}, options: DownloadOptions = {}): Promise<Download> {
    const { abort, firstBytes, onProgress } = options;
    const got = this.http
      .get(url, {
        ...(firstBytes === undefined ? {} : { headers: { Range: `bytes=0-${String(firstBytes - 1)}` } }),
        params: new HttpParams({ fromObject: queryOf(query) }),
        observe: 'events',
        responseType: 'blob',
        reportDownloadProgress: true,
      })
      .pipe(
        tap((event) => {
          if (event.type === HttpEventType.DownloadProgress) {
            onProgress?.(event.loaded);
          }
        }),
        filter((event) => event.type === HttpEventType.Response),
        map(({ body, headers }) => ({ blob: body ?? new Blob(), headers })),
      );
    return firstValueFrom(merge(got, aborted(abort, 'The download was cancelled')).pipe(take(1)));
  }
}

/** Ends with an error as soon as the person turns back. */
function aborted(abort: AbortSignal | undefined, words: string): Observable<never> {
  return abort === undefined
    ? NEVER
    : fromEvent(abort, 'abort').pipe(switchMap(() => throwError(() => new ApiError(0, 'ABORTED', words))));
}
