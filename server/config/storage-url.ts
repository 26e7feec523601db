import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Where the bytes of files live. */
export type StoragePlace = FolderPlace | BucketPlace;

export interface FolderPlace {
  readonly kind: 'local';
  /** Absolute; null: below DATA_DIR. */
  readonly folder: string | null;
}

export interface BucketPlace {
  readonly kind: 's3';
  /** Like https://s3.eu-central-1.amazonaws.com; trusted as given. */
  readonly endpoint: string;
  readonly bucket: string;
  /** In front of every key: empty, or ending in a slash. */
  readonly prefix: string;
  readonly region: string;
  /** Whether the bucket stands in the path instead of the host's name. */
  readonly isPathStyle: boolean;
  /** Null: whatever the machine is given (the role of an instance, a web identity, a profile). */
  readonly credentials: BucketCredentials | null;
}

export interface BucketCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | null;
}

interface StorageValues {
  readonly STORAGE_URL?: string | undefined;
  readonly AWS_ACCESS_KEY_ID?: string | undefined;
  readonly AWS_SECRET_ACCESS_KEY?: string | undefined;
  readonly AWS_SESSION_TOKEN?: string | undefined;
  readonly AWS_REGION?: string | undefined;
}

const text = z.preprocess((value) => (value === '' ? undefined : value), z.string().optional());

/** The variables by themselves; what they mean together is `storagePlaceOf`. */
export const STORAGE_VARIABLES = {
  STORAGE_URL: text,
  AWS_ACCESS_KEY_ID: text,
  AWS_SECRET_ACCESS_KEY: text,
  AWS_SESSION_TOKEN: text,
  AWS_REGION: text,
};

/** For whoever runs the desk: what is wrong with it. */
export class StorageUrlError extends Error {}

const SHAPE =
  'must be file:///folder or s3://key:secret@host[:port]/bucket[/prefix], after it perhaps ?region=, &tls=false, &pathStyle=true';
const OPTIONS = ['region', 'tls', 'pathStyle'];
const DEFAULT_REGION = 'us-east-1';

/** Throws a StorageUrlError that says what the URL must be; secrets are not repeated. */
export function storagePlaceOf(values: StorageValues): StoragePlace {
  const { STORAGE_URL: given } = values;
  if (given === undefined) {
    return { kind: 'local', folder: null };
  }
  const url = URL.canParse(given) ? new URL(given) : null;
  switch (url?.protocol) {
    case 'file:':
      return folderOf(url);
    case 's3:':
      return bucketOf(url, values);
    default:
      throw new StorageUrlError(SHAPE);
  }
}

function folderOf(url: URL): FolderPlace {
  if (url.hostname !== '' || url.search !== '' || url.pathname.length < 2) {
    throw new StorageUrlError('file: three slashes and an absolute folder, like file:///srv/files');
  }
  return { kind: 'local', folder: fileURLToPath(url) };
}

function bucketOf(url: URL, values: StorageValues): BucketPlace {
  const [bucket = '', ...folders] = url.pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
  if (url.hostname === '' || bucket === '') {
    throw new StorageUrlError(SHAPE);
  }
  const surplus = [...url.searchParams.keys()].filter((name) => !OPTIONS.includes(name));
  if (surplus.length > 0) {
    throw new StorageUrlError(`unknown option ${surplus.join(', ')}; there are ${OPTIONS.join(', ')}`);
  }
  const isTls = flagOf(url, 'tls') ?? true;
  return {
    kind: 's3',
    endpoint: `${isTls ? 'https' : 'http'}://${url.host}`,
    bucket,
    prefix: folders.map((folder) => `${folder}/`).join(''),
    region: url.searchParams.get('region') ?? values.AWS_REGION ?? regionIn(url.hostname) ?? DEFAULT_REGION,
    isPathStyle: flagOf(url, 'pathStyle') ?? !url.hostname.endsWith('.amazonaws.com'),
    credentials: credentialsOf(url, values),
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    throw new StorageUrlError('a % must be written %25', { cause: error });
  }
}

function flagOf(url: URL, name: string): boolean | null {
  const value = url.searchParams.get(name);
  if (value !== null && value !== 'true' && value !== 'false') {
    throw new StorageUrlError(`${name} must be true or false`);
  }
  return value === null ? null : value === 'true';
}

function regionIn(host: string): string | null {
  return /^s3[.-]([a-z0-9-]+)\.amazonaws\.com$/.exec(host)?.[1] ?? null;
}

function credentialsOf(url: URL, values: StorageValues): BucketCredentials | null {
  const [key, secret] = [decoded(url.username), decoded(url.password)];
  if ((key === '') !== (secret === '')) {
    throw new StorageUrlError('key and secret: give both or none; a slash in the secret is written %2F');
  }
  if (key !== '') {
    return { accessKeyId: key, secretAccessKey: secret, sessionToken: null };
  }
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = values;
  return accessKeyId === undefined || secretAccessKey === undefined
    ? null
    : { accessKeyId, secretAccessKey, sessionToken: values.AWS_SESSION_TOKEN ?? null };
}
