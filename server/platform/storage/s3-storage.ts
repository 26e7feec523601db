import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  type MultipartUpload,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import { bulkhead } from 'cockatiel';
import type { BucketPlace } from '../../config/storage-url.js';
import type { IncomingFolder } from './incoming-folder.js';
import type { ReceivedFile } from './received-file.js';
import { isEndedUpload, isMissing, S3Connection } from './s3-connection.js';
import { BytesMissingError } from './storage.errors.js';
import { Storage, type ByteRange, type StoredBytes } from './storage.js';
import { untilSilent } from './until-silent.js';
import { youngGarbage } from './young-garbage.js';

/** The least that S3 takes; each upload holds one part in memory. Bytes. */
const PART = 5 * 1024 * 1024;
/** Uploads at once, for the sake of memory; others wait. */
const AT_ONCE = 4;
const PAGE = 1_000;
/** Key of the object that says whose files these are. */
const MARK = 'desk';
/** While somebody wants bytes and none come, in milliseconds. */
const SILENCE = 10_000;

/** Files in a bucket. An object is there whole or not at all, so that no name is needed to write to first. */
export class S3Storage extends Storage implements OnApplicationShutdown {
  readonly kind = 's3';
  private readonly logger = new Logger(S3Storage.name);
  private readonly connection: S3Connection;
  private readonly uploads = bulkhead(AT_ONCE, Infinity);

  constructor(
    private readonly bucket: BucketPlace,
    private readonly incoming: IncomingFolder,
  ) {
    super();
    this.connection = new S3Connection(bucket, () => this.check());
  }

  get place(): string {
    const { endpoint, bucket, prefix } = this.bucket;
    return `${endpoint}/${bucket}/${prefix}`;
  }

  onApplicationShutdown(): void {
    this.connection.close();
  }

  async temporaryPath(): Promise<string> {
    return this.incoming.freshPath();
  }

  async keep(file: ReceivedFile, key: string): Promise<void> {
    await this.upload(key, () => createReadStream(file.path));
    await rm(file.path, { force: true });
  }

  async keepBytes(bytes: Uint8Array, key: string): Promise<void> {
    await this.upload(key, () => Buffer.from(bytes));
  }

  async read(key: string, range?: ByteRange): Promise<Readable> {
    const command = new GetObjectCommand({
      ...this.objectOf(key),
      ...(range === undefined ? {} : { Range: `bytes=${String(range.start)}-${String(range.end)}` }),
    });
    try {
      const { Body: body } = await this.connection.ask((reader, options) => reader.send(command, options));
      if (!(body instanceof Readable)) {
        throw new Error('The storage has answered without bytes');
      }
      return untilSilent(body, SILENCE);
    } catch (error) {
      throw isMissing(error) ? new BytesMissingError(key) : error;
    }
  }

  async stat(key: string): Promise<StoredBytes | null> {
    const command = new HeadObjectCommand(this.objectOf(key));
    try {
      const found = await this.connection.ask((reader, options) => reader.send(command, options));
      return described(key, found.ContentLength, found);
    } catch (error) {
      if (isMissing(error)) {
        return null;
      }
      throw error;
    }
  }

  async *list(prefix = ''): AsyncIterable<StoredBytes> {
    const { bucket: Bucket, prefix: above } = this.bucket;
    let after: string | undefined;
    do {
      // By the last key instead of a token, which some servers forget.
      const command = new ListObjectsV2Command({
        Bucket,
        Prefix: `${above}${prefix}`,
        MaxKeys: PAGE,
        ...(after === undefined ? {} : { StartAfter: after }),
      });
      const page = await this.connection.ask((reader, options) => reader.send(command, options));
      const objects = page.Contents ?? [];
      for (const object of objects) {
        if (object.Key !== undefined && object.Key !== `${above}${MARK}`) {
          yield described(object.Key.slice(above.length), object.Size, object);
        }
      }
      after = page.IsTruncated === true ? objects.at(-1)?.Key : undefined;
    } while (after !== undefined);
  }

  async remove(key: string): Promise<void> {
    const command = new DeleteObjectCommand(this.objectOf(key));
    await this.connection.ask((reader, options) => reader.send(command, options));
  }

  async removeUnfinished(before: Date): Promise<number> {
    const ofDisk = await this.incoming.removeUntouchedSince(before);
    try {
      return ofDisk + (await this.abortUploads(before));
    } catch (error) {
      // Not every server can name unfinished uploads; where it cannot, a rule of the bucket must end them.
      this.logger.debug({ err: error, msg: 'Unfinished uploads of the storage could not be looked for' });
      return ofDisk;
    }
  }

  async readMark(): Promise<string | null> {
    try {
      return (await text(await this.read(MARK))).trim();
    } catch (error) {
      if (error instanceof BytesMissingError) {
        return null;
      }
      throw error;
    }
  }

  async writeMark(mark: string): Promise<void> {
    await this.keepBytes(Buffer.from(`${mark}\n`), MARK);
  }

  async check(): Promise<void> {
    const { bucket: Bucket, prefix: Prefix } = this.bucket;
    const command = new ListObjectsV2Command({ Bucket, Prefix, MaxKeys: 1 });
    await this.connection.ask((reader, options) => reader.send(command, options));
  }

  private async upload(key: string, bodyOf: () => Readable | Buffer): Promise<void> {
    await this.uploads.execute(async () =>
      this.connection.write(async (writer) => {
        const body = bodyOf();
        try {
          const upload = new Upload({
            client: writer,
            params: { ...this.objectOf(key), Body: body, ChecksumAlgorithm: 'SHA256' },
            partSize: PART,
            queueSize: 1,
          });
          upload.on('httpUploadProgress', () => {
            youngGarbage.count(PART);
          });
          await upload.done();
        } finally {
          if (body instanceof Readable) {
            body.destroy();
          }
        }
      }),
    );
  }

  private async abortUploads(before: Date): Promise<number> {
    let aborted = 0;
    for await (const { Key, UploadId, Initiated: at } of this.begunUploads()) {
      if (at !== undefined && at < before && (await this.abort(Key, UploadId))) {
        aborted += 1;
      }
    }
    return aborted;
  }

  /** False when it came to its end meanwhile, or another process has aborted it. */
  private async abort(Key: string | undefined, UploadId: string | undefined): Promise<boolean> {
    const command = new AbortMultipartUploadCommand({ Bucket: this.bucket.bucket, Key, UploadId });
    try {
      await this.connection.ask((reader, options) => reader.send(command, options));
      return true;
    } catch (error) {
      if (isEndedUpload(error)) {
        return false;
      }
      throw error;
    }
  }

  /** Page by page: what is aborted meanwhile moves nobody from his place. */
  private async *begunUploads(): AsyncIterable<MultipartUpload> {
    const { bucket: Bucket, prefix: Prefix } = this.bucket;
    let after: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } | undefined = {};
    do {
      const command: ListMultipartUploadsCommand = new ListMultipartUploadsCommand({ Bucket, Prefix, ...after });
      const page = await this.connection.ask((reader, options) => reader.send(command, options));
      yield* page.Uploads ?? [];
      const goesOn = page.IsTruncated === true && page.NextKeyMarker !== undefined;
      after = goesOn ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker } : undefined;
    } while (after !== undefined);
  }

  private objectOf(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.bucket.bucket, Key: `${this.bucket.prefix}${key}` };
  }
}

function described(
  key: string,
  size: number | undefined,
  { ETag: tag = '', LastModified: modifiedAt = new Date(0) }: { ETag?: string; LastModified?: Date },
): StoredBytes {
  return { key, size: size ?? 0, modifiedAt, version: `${tag} ${modifiedAt.toISOString()}` };
}
