import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import {
  applyDecorators,
  createParamDecorator,
  Injectable,
  Logger,
  SetMetadata,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { INTERCEPTORS_METADATA } from '@nestjs/common/constants.js';
import type { MultipartFile } from '@fastify/multipart';
import { ApiConsumes } from '@nestjs/swagger';
import { catchError, concatMap, type Observable } from 'rxjs';
import { validationFailed } from '../../kernel/common.errors.js';
import { DomainError } from '../../kernel/domain-error.js';
import { receiveTo, type ReceivedFile } from '../storage/received-file.js';
import { Storage } from '../storage/storage.js';
import type { HasBodyFingerprint } from './idempotency.interceptor.js';
import type { DeskRequest } from './request.js';

/** `api.md`, Shapes. Bytes. */
export const FILE_LIMIT = 25 * 1024 * 1024;
export const FILES_LIMIT = 10;
const TOTAL_LIMIT = 100 * 1024 * 1024;

/** The multipart field that carries files. */
const FIELD = 'files';
const FILES_ALONE = 'smartsupport:files-alone';

interface ReceivingRequest extends DeskRequest, HasBodyFingerprint {
  receivedFiles?: ReceivedFile[];
}

/**
 * Multipart becomes what JSON would have been: fields are the body, which the validation pipe then checks as ever, and
 * files lie in the temporary folder. Whatever the use case has not kept is removed before the answer leaves.
 */
@Injectable()
export class ReceiveFilesInterceptor implements NestInterceptor {
  private readonly logger = new Logger(ReceiveFilesInterceptor.name);

  constructor(private readonly storage: Storage) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<ReceivingRequest>();
    if (!request.isMultipart()) {
      return next.handle();
    }
    const takesFields = Reflect.getMetadata(FILES_ALONE, context.getHandler()) !== true;
    const files: ReceivedFile[] = [];
    const discard = async (): Promise<void> => this.discard(files);
    try {
      const body = await this.receive(request, files);
      if (!takesFields) {
        assertNoFields(body);
      }
      request.body = body;
    } catch (error) {
      readToItsEnd(request);
      await discard();
      throw readable(error);
    }
    request.receivedFiles = files;
    request.bodyFingerprint = createHash('sha256')
      .update(JSON.stringify(files.map(({ givenName, sha256 }) => [givenName, sha256])))
      .digest('hex');
    return next.handle().pipe(
      concatMap(async (answer: unknown) => {
        await discard();
        return answer;
      }),
      catchError(async (error: unknown) => {
        await discard();
        throw error;
      }),
    );
  }

  private async discard(files: readonly ReceivedFile[]): Promise<void> {
    try {
      await Promise.all(files.map(({ path }) => rm(path, { force: true })));
    } catch (error) {
      // The act itself is done or refused already; bytes in the temporary folder change nothing about it.
      this.logger.warn({ err: error, msg: 'An uploaded file that nobody kept could not be removed' });
    }
  }

  private async receive(request: ReceivingRequest, files: ReceivedFile[]): Promise<Record<string, unknown>> {
    const fields: Record<string, unknown> = {};
    let total = 0;
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        if (Object.hasOwn(fields, part.fieldname)) {
          throw validationFailed({ [part.fieldname]: ['Given twice'] });
        }
        fields[part.fieldname] = part.value;
        continue;
      }
      const file = await this.receiveOne(part);
      if (file !== null) {
        files.push(file);
        total += file.size;
      }
      if (total > TOTAL_LIMIT) {
        throw tooLarge('All files together may have 100 MB');
      }
    }
    return fields;
  }

  /** Null for the empty part that a browser sends when no file was chosen. */
  private async receiveOne(part: MultipartFile): Promise<ReceivedFile | null> {
    if (part.fieldname !== FIELD) {
      part.file.resume();
      throw validationFailed({ [part.fieldname]: [`Unknown file field; send files as "${FIELD}"`] });
    }
    // The type says string, but a part that is only by its content type a file has no name.
    const filename: string | undefined = part.filename;
    if (filename === undefined) {
      part.file.resume();
      throw validationFailed({ [FIELD]: ['Every file needs a name'] });
    }
    const file = await receiveTo(await this.storage.temporaryPath(), filename, part.file);
    if (part.file.truncated) {
      await rm(file.path, { force: true });
      throw tooLarge(`${filename.slice(0, 100)}: a file may have 25 MB`);
    }
    if (file.size === 0 && filename === '') {
      await rm(file.path, { force: true });
      return null;
    }
    return file;
  }
}

function assertNoFields(body: object): void {
  const names = Object.keys(body);
  if (names.length > 0) {
    throw validationFailed(Object.fromEntries(names.map((name) => [name, [`Unknown field ${name}`]])));
  }
}

function tooLarge(message: string): DomainError {
  return new DomainError('too-large', 'BODY_TOO_LARGE', 'The request is too large', { [FIELD]: [message] });
}

/** Whoever is still sending hears the answer only when somebody takes what he sends; requestTimeout ends it. */
function readToItsEnd({ raw }: ReceivingRequest): void {
  raw.unpipe();
  raw.resume();
}

/** The limits of the multipart parser itself, said in words of this API. */
function readable(error: unknown): unknown {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  switch (code) {
    case 'FST_REQ_FILE_TOO_LARGE':
      return tooLarge('A file may have 25 MB');
    case 'FST_FILES_LIMIT':
      return tooLarge(`At most ${String(FILES_LIMIT)} files at once`);
    case 'FST_FIELDS_LIMIT':
    case 'FST_PARTS_LIMIT':
      return validationFailed({ body: ['Too many fields'] });
    case 'FST_PROTO_VIOLATION':
      return validationFailed({ body: ['A field has a forbidden name'] });
    case 'FST_INVALID_JSON_FIELD_ERROR':
      return validationFailed({ body: ['A field is not the JSON that it says it is'] });
    case 'ERR_STREAM_PREMATURE_CLOSE':
      return validationFailed({ body: ['The upload ended too early'] });
    default:
      return error instanceof Error &&
        /Unexpected end of (form|file|multipart data)|Malformed part header|Boundary not found/i.test(error.message)
        ? validationFailed({ body: ['The multipart body is broken'] })
        : error;
  }
}

/** In front of the method's other interceptors, whatever the order of decorators: Idempotency-Key counts what came. */
const receiveFirst: MethodDecorator = (_target, _name, descriptor) => {
  const handler: unknown = descriptor.value;
  if (typeof handler === 'function') {
    const others = (Reflect.getMetadata(INTERCEPTORS_METADATA, handler) ?? []) as unknown[];
    Reflect.defineMetadata(INTERCEPTORS_METADATA, [ReceiveFilesInterceptor, ...others], handler);
  }
};

/** On routes that take JSON, or multipart with the same fields and files. */
export function ReceivesFiles(): MethodDecorator {
  return applyDecorators(receiveFirst, ApiConsumes('application/json', 'multipart/form-data'));
}

/** On routes that take files and nothing else: a field beside them is an error that names it. */
export function ReceivesFilesAlone(): MethodDecorator {
  return applyDecorators(ReceivesFiles(), SetMetadata(FILES_ALONE, true));
}

/** The files of a multipart request; empty for JSON. */
export const ReceivedFiles = createParamDecorator(
  (_: unknown, context: ExecutionContext): readonly ReceivedFile[] =>
    context.switchToHttp().getRequest<ReceivingRequest>().receivedFiles ?? [],
);
