import { request, type ClientRequest } from 'node:http';
import { once } from 'node:events';
import type { Bearer } from './rest.js';

const BOUNDARY = 'smartsupport-test-boundary';

/** A multipart request that a test writes bit by bit; what it has not written, the server waits for. */
export interface StreamedUpload {
  readonly request: ClientRequest;
  /** Of the file's text; resolves when the socket has taken it. */
  write(bytes: Buffer): Promise<void>;
  /** Ends the file and the request. */
  finish(): void;
  /** Status and body, or null when the connection ended without an answer. */
  readonly answer: Promise<{ readonly status: number; readonly body: string } | null>;
}

export function streamedUpload(
  url: string,
  path: string,
  as: Bearer,
  fields: Readonly<Record<string, string>>,
  filename: string,
): StreamedUpload {
  const sent = request(new URL(path, url), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${as.access}`,
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
    },
  });
  const answer = new Promise<{ status: number; body: string } | null>((done) => {
    sent.on('error', () => {
      done(null);
    });
    sent.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('error', () => {
        done(null);
      });
      response.on('end', () => {
        done({ status: response.statusCode ?? 0, body });
      });
    });
  });
  for (const [name, value] of Object.entries(fields)) {
    sent.write(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  }
  sent.write(
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="${filename}"\r\nContent-Type: text/plain\r\n\r\n`,
  );
  return {
    request: sent,
    write: async (bytes) => {
      if (!sent.write(bytes) && !sent.destroyed) {
        await Promise.race([once(sent, 'drain'), answer]);
      }
    },
    finish: () => {
      sent.end(`\r\n--${BOUNDARY}--\r\n`);
    },
    answer,
  };
}
