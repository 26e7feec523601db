/**
 * A process of its own, so that it can be killed and frozen: `node s3-program.mjs <port> <folder> <bucket>`, with its
 * credentials in the environment. S3rver keeps the objects, but believes every signature and checksum and forgets
 * unfinished uploads; the door before it does not.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer, request as ask } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import S3rver from 's3rver';
import { assertSigned, Refusal, sha256 } from './s3-signature.mjs';

const [port, directory, bucket] = process.argv.slice(2);
const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET: secret, S3_REGION: region } = process.env;
/** Of a list of unfinished uploads, so that tests need not make a thousand of them. */
const PAGE = 3;
const uploadsFolder = join(directory, bucket, '._S3rver_uploads');

const behind = await new S3rver({
  port: 0,
  address: '127.0.0.1',
  directory,
  silent: true,
  configureBuckets: [{ name: bucket }],
}).run();

/** Checksum by upload and part, as the parts were received. */
const checksums = new Map();

/** Whatever is written must name its SHA-256, and be it. */
function assertWhole({ method, headers }, query, body) {
  const named = headers['x-amz-checksum-sha256'];
  if (method === 'PUT' && named !== sha256(body, 'base64')) {
    throw new Refusal(400, named === undefined ? 'InvalidRequest' : 'BadDigest');
  }
  if (method === 'POST' && query.has('uploads') && headers['x-amz-checksum-algorithm'] !== 'SHA256') {
    throw new Refusal(400, 'InvalidRequest');
  }
  if (method === 'POST' && query.has('uploadId')) {
    const parts = body.toString().match(/<Part>.*?<\/Part>/gs) ?? [];
    const areThose = parts.every((part) => {
      const number = /<PartNumber>(\d+)</.exec(part)?.[1] ?? '';
      return part.includes(`<ChecksumSHA256>${checksums.get(`${query.get('uploadId')} ${number}`) ?? '?'}<`);
    });
    if (parts.length === 0 || !areThose) {
      throw new Refusal(400, 'InvalidPart');
    }
  }
}

/** ListMultipartUploads: in the order of keys and ids, a page at a time. */
async function unfinished(query) {
  const after = [query.get('key-marker') ?? '', query.get('upload-id-marker') ?? ''];
  const ids = await readdir(uploadsFolder).catch(() => []);
  const all = await Promise.all(
    ids.map(async (id) => {
      const path = join(uploadsFolder, id, 'key');
      const upload = { id, key: await readFile(path, 'utf8'), at: (await stat(path)).mtime.toISOString() };
      if (existsSync(join(uploadsFolder, id, 'completes'))) {
        await rm(join(uploadsFolder, id), { recursive: true });
      }
      return upload;
    }),
  );
  const later = all
    .filter(({ key }) => key.startsWith(query.get('prefix') ?? ''))
    .filter(({ key, id }) => key > after[0] || (key === after[0] && id > after[1]))
    .toSorted((one, other) => (`${one.key} ${one.id}` < `${other.key} ${other.id}` ? -1 : 1));
  const page = later.slice(0, PAGE);
  const last = page.at(-1);
  return [
    '<?xml version="1.0" encoding="UTF-8"?><ListMultipartUploadsResult>',
    `<Bucket>${bucket}</Bucket><IsTruncated>${String(later.length > PAGE)}</IsTruncated>`,
    last === undefined
      ? ''
      : `<NextKeyMarker>${last.key}</NextKeyMarker><NextUploadIdMarker>${last.id}</NextUploadIdMarker>`,
    ...page.map(
      ({ id, key, at }) => `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${at}</Initiated></Upload>`,
    ),
    '</ListMultipartUploadsResult>',
  ].join('');
}

async function abort(id) {
  const folder = join(uploadsFolder, id);
  if (!/^[\w-]+$/.test(id) || (await stat(folder).catch(() => null)) === null) {
    throw new Refusal(404, 'NoSuchUpload');
  }
  await rm(folder, { recursive: true });
}

/** Answers what S3rver cannot; true when it did. */
async function answered({ method, url }, query, response) {
  const isOfBucket = url.split('?')[0].replace(/\/$/, '') === `/${bucket}`;
  if (isOfBucket && method === 'GET' && query.has('uploads')) {
    response.writeHead(200, { 'content-type': 'application/xml' }).end(await unfinished(query));
    return true;
  }
  if (method === 'DELETE' && query.has('uploadId')) {
    await abort(query.get('uploadId'));
    response.writeHead(204).end();
    return true;
  }
  return false;
}

function forward({ method, url, headers }, query, body, response) {
  // It knows one key.
  const authorization = headers.authorization.replace(`=${accessKeyId}/`, '=S3RVER/');
  const options = { host: '127.0.0.1', port: behind.port, method, path: url, headers: { ...headers, authorization } };
  const forwarded = ask(options, (answer) => {
    const checksum = headers['x-amz-checksum-sha256'];
    if (method === 'PUT' && answer.statusCode === 200) {
      checksums.set(`${query.get('uploadId')} ${query.get('partNumber')}`, checksum);
      response.setHeader('x-amz-checksum-sha256', checksum);
    }
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  forwarded.on('error', () => response.destroy());
  forwarded.end(body);
}

createServer(async (request, response) => {
  try {
    const body = await buffer(request);
    const query = new URLSearchParams(request.url.split('?')[1] ?? '');
    assertSigned(request, body, { accessKeyId, secret, region });
    assertWhole(request, query, body);
    if (!(await answered(request, query, response))) {
      forward(request, query, body, response);
    }
  } catch (error) {
    if (!(error instanceof Refusal)) {
      // Whoever asked has gone away.
      response.destroy();
      return;
    }
    response.writeHead(error.status, { 'content-type': 'application/xml' });
    response.end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${error.code}</Code></Error>`);
  }
}).listen(Number(port), '127.0.0.1', () => process.stdout.write('ready\n'));
