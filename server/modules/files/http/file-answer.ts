import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import { create as contentDisposition } from 'content-disposition';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Attachment } from '../domain/attachment.js';
import { extentOf, type Part } from '../domain/byte-range.js';
import { entityTag, isKnown } from '../domain/entity-tag.js';
import type { PreviewSize } from '../domain/preview.js';
import { rangeNotSatisfiable } from '../files.errors.js';

/** Undefined: all is said by the status and the headers. */
export type FileAnswer = StreamableFile | undefined;

/** Whatever the bytes are, they stay where they are put: nothing in them runs, frames or is framed. */
const HEADERS = {
  'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  // Asked for again each time, because sight may end; the tag spares the bytes.
  'Cache-Control': 'private, no-cache',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Without a byte taken, in milliseconds: who has stopped reading keeps no file and no connection to a bucket open. */
export const STALLED = 60_000;

/** The bytes as they came: always to be saved, never to be opened in the desk's own origin. */
export async function answerOriginal(
  request: FastifyRequest,
  reply: FastifyReply,
  attachment: Attachment,
  open: (part?: Part) => Promise<Readable>,
): Promise<FileAnswer> {
  const etag = entityTag(attachment.sha256);
  void reply.headers({ ...HEADERS, ETag: etag, 'Accept-Ranges': 'bytes' });
  if (isKnown(request.headers['if-none-match'], etag)) {
    void reply.status(304);
    return undefined;
  }
  const described = (length: number, bytes: Readable): StreamableFile =>
    new StreamableFile(bytes, {
      type: typeOf(attachment),
      length,
      disposition: contentDisposition(attachment.filename, { type: 'attachment' }),
    });
  if (request.method === 'HEAD') {
    return described(attachment.size, Readable.from([]));
  }
  const asked = { range: request.headers.range, ifRange: textOf(request.headers['if-range']) };
  reply.raw.setTimeout(STALLED);
  const extent = extentOf(asked, attachment.size, etag);
  if (extent === 'nothing') {
    void reply.removeHeader('ETag').header('Content-Range', `bytes */${String(attachment.size)}`);
    throw rangeNotSatisfiable(attachment.size);
  }
  if (extent === 'whole') {
    return described(attachment.size, await open());
  }
  const bytes = await open(extent);
  void reply
    .status(206)
    .header('Content-Range', `bytes ${String(extent.start)}-${String(extent.end)}/${String(attachment.size)}`);
  return described(extent.end - extent.start + 1, bytes);
}

/** A picture that this desk drew: it may be shown in its place. */
export async function answerPreview(
  request: FastifyRequest,
  reply: FastifyReply,
  attachment: Attachment,
  size: PreviewSize,
  draw: () => Promise<Buffer>,
): Promise<FileAnswer> {
  const etag = entityTag(attachment.sha256, size);
  if (isKnown(request.headers['if-none-match'], etag)) {
    void reply.headers({ ...HEADERS, ETag: etag }).status(304);
    return undefined;
  }
  const bytes = await draw();
  void reply.headers({ ...HEADERS, ETag: etag });
  return new StreamableFile(bytes, {
    type: 'image/webp',
    length: bytes.length,
    disposition: contentDisposition(`${attachment.filename}.webp`, { type: 'inline' }),
  });
}

/** What is text here is UTF-8: that was checked when it came. */
function typeOf({ contentType }: Attachment): string {
  return contentType.startsWith('text/') ? `${contentType}; charset=utf-8` : contentType;
}

function textOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : header?.join(',');
}
