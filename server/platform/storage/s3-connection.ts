import { S3Client, S3ServiceException, type S3ClientConfig } from '@aws-sdk/client-s3';
import { DomainError } from '../../kernel/domain-error.js';
import type { BucketPlace } from '../../config/storage-url.js';
import { Breaker } from '../outside/breaker.js';
import { storageFull, storageUnavailable } from './storage.errors.js';

/** Milliseconds. */
const CONNECT_WITHIN = 3_000;
/** Of a socket that is written to: the other side neither takes nor answers. */
const SILENCE = 5_000;
/** Until an answer begins, repetitions included: somebody waits for it. */
const ANSWER_WITHIN = 10_000;
/** Tried again once, for faults of a moment. */
const ATTEMPTS = 2;
/** How different servers say that there is no room. */
const FULL = ['XMinioStorageFull', 'XMinioAdminBucketQuotaExceeded', 'QuotaExceeded', 'InsufficientStorage'];

export interface CallOptions {
  readonly abortSignal: AbortSignal;
}

/** Asks a bucket within bounds of time and from behind a breaker, and says its troubles in words of this API. */
export class S3Connection {
  private readonly reader: S3Client;
  private readonly writer: S3Client;
  private readonly breaker: Breaker;

  constructor(place: BucketPlace, probe: () => Promise<void>) {
    const settings = settingsOf(place);
    // Who reads slowly keeps his socket silent, so that only writing has a limit for it.
    this.reader = new S3Client({ ...settings, requestHandler: { connectionTimeout: CONNECT_WITHIN } });
    this.writer = new S3Client({
      ...settings,
      requestHandler: { connectionTimeout: CONNECT_WITHIN, socketTimeout: SILENCE },
    });
    this.breaker = new Breaker({
      name: 'The storage of files',
      counts: (error) => ![isMissing, isEndedUpload, isFull, isUnknownToIt].some((is) => is(error)),
      probe,
      closed: () => Promise.resolve(),
    });
  }

  close(): void {
    this.breaker.stop();
    this.reader.destroy();
    this.writer.destroy();
  }

  /** Small questions, and the begin of what is read: the answer is awaited, not its body. */
  async ask<T>(work: (reader: S3Client, options: CallOptions) => Promise<T>): Promise<T> {
    return this.guarded(async () => {
      const waiting = new AbortController();
      const timer = setTimeout(() => {
        waiting.abort(new Error(`No answer within ${String(ANSWER_WITHIN)} ms`));
      }, ANSWER_WITHIN);
      try {
        return await work(this.reader, { abortSignal: waiting.signal });
      } finally {
        clearTimeout(timer);
      }
    });
  }

  async write<T>(work: (writer: S3Client) => Promise<T>): Promise<T> {
    return this.guarded(async () => work(this.writer));
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.breaker.run(work);
    } catch (error) {
      if (isMissing(error) || error instanceof DomainError) {
        throw error;
      }
      throw isFull(error) ? storageFull(error) : storageUnavailable(error);
    }
  }
}

function settingsOf({ endpoint, region, isPathStyle, credentials }: BucketPlace): S3ClientConfig {
  return {
    endpoint,
    region,
    forcePathStyle: isPathStyle,
    maxAttempts: ATTEMPTS,
    // Uploads name their checksum themselves; the newer defaults are unknown to most servers that are not Amazon's.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(credentials === null
      ? {}
      : {
          credentials: {
            accessKeyId: credentials.accessKeyId,
            secretAccessKey: credentials.secretAccessKey,
            ...(credentials.sessionToken === null ? {} : { sessionToken: credentials.sessionToken }),
          },
        }),
  };
}

/** The object is not there; a bucket that is not there is a fault of the storage. */
export function isMissing(error: unknown): boolean {
  return error instanceof S3ServiceException && ['NoSuchKey', 'NotFound'].includes(error.name);
}

/** An upload in parts that was completed or aborted by somebody else; said by `ask` as the cause of its refusal. */
export function isEndedUpload(error: unknown): boolean {
  const said: unknown = error instanceof DomainError ? error.cause : error;
  return said instanceof S3ServiceException && said.name === 'NoSuchUpload';
}

function isFull(error: unknown): boolean {
  return error instanceof S3ServiceException && (FULL.includes(error.name) || error.$metadata.httpStatusCode === 507);
}

/** A server that cannot do one thing does the others. */
function isUnknownToIt(error: unknown): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === 501;
}
