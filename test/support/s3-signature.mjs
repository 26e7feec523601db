/**
 * Signature Version 4 as the documentation of S3 describes it, read by the other side: nothing of the client's own code
 * is used, and nothing that it leaves out is forgiven. https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const ALGORITHM = 'AWS4-HMAC-SHA256';
const SKEW = 15 * 60_000;

/** An answer of S3 that is no success. */
export class Refusal extends Error {
  constructor(status, code) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

/** Throws a Refusal for a request that is not signed, in full, with this secret. */
export function assertSigned(request, body, { accessKeyId, secret, region }) {
  const { headers } = request;
  const given = partsOf(headers.authorization);
  const [keyId, day, scopeRegion, service, end] = given.Credential.split('/');
  if (keyId !== accessKeyId) {
    throw new Refusal(403, 'InvalidAccessKeyId');
  }
  const at = headers['x-amz-date'] ?? '';
  const when = Date.parse(at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!(Math.abs(Date.now() - when) < SKEW)) {
    throw new Refusal(403, 'RequestTimeTooSkewed');
  }
  if (day !== at.slice(0, 8) || scopeRegion !== region || service !== 's3' || end !== 'aws4_request') {
    throw new Refusal(400, 'AuthorizationHeaderMalformed');
  }
  const names = given.SignedHeaders.split(';');
  const mustBeSigned = Object.keys(headers).filter((name) => name === 'host' || name.startsWith('x-amz-'));
  if (!mustBeSigned.every((name) => names.includes(name)) || names.join(';') !== names.toSorted().join(';')) {
    throw new Refusal(403, 'AccessDenied');
  }
  if (headers['x-amz-content-sha256'] !== sha256(body, 'hex')) {
    throw new Refusal(400, 'XAmzContentSHA256Mismatch');
  }
  const scope = [day, scopeRegion, service, end].join('/');
  const toSign = [ALGORITHM, at, scope, sha256(canonical(request, names), 'hex')].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce(hmac, `AWS4${secret}`);
  const expected = Buffer.from(hmac(key, toSign).toString('hex'));
  const signature = Buffer.from(given.Signature);
  if (expected.length !== signature.length || !timingSafeEqual(expected, signature)) {
    throw new Refusal(403, 'SignatureDoesNotMatch');
  }
}

export function sha256(data, encoding) {
  return createHash('sha256').update(data).digest(encoding);
}

function hmac(key, data) {
  return createHmac('sha256', key).update(data).digest();
}

function partsOf(authorization = '') {
  const [, rest] = new RegExp(`^${ALGORITHM} (.+)$`).exec(authorization) ?? [];
  if (rest === undefined) {
    throw new Refusal(403, 'AccessDenied');
  }
  const parts = Object.fromEntries(rest.split(',').map((part) => part.trim().split(/=(.*)/s).slice(0, 2)));
  return { Credential: '', SignedHeaders: '', Signature: '', ...parts };
}

function canonical({ method, url, headers }, names) {
  const [path, query = ''] = url.split('?');
  return [
    method,
    path.split('/').map(decodeURIComponent).map(encode).join('/'),
    query
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => pair.split(/=(.*)/s).slice(0, 2).map(decodeURIComponent).map(encode))
      .map(([name, value = '']) => `${name}=${value}`)
      .toSorted()
      .join('&'),
    ...names.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/ +/g, ' ')}`),
    '',
    names.join(';'),
    headers['x-amz-content-sha256'],
  ].join('\n');
}

function encode(text) {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
