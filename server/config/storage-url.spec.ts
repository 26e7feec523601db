import { storagePlaceOf } from './storage-url.js';

const placeOf = (url?: string, more = {}) => storagePlaceOf({ STORAGE_URL: url, ...more });

describe('the place of files', () => {
  it('is the data folder when nothing is said', () => {
    expect(placeOf()).toEqual({ kind: 'local', folder: null });
  });

  it('is a folder of its own', () => {
    expect(placeOf('file:///srv/desk%20files')).toEqual({ kind: 'local', folder: '/srv/desk files' });
  });

  it('is a bucket of any server that speaks S3', () => {
    expect(placeOf('s3://key:se%2Fcret@minio.local:9000/desk/files/2?tls=false&region=eu')).toEqual({
      kind: 's3',
      endpoint: 'http://minio.local:9000',
      bucket: 'desk',
      prefix: 'files/2/',
      region: 'eu',
      isPathStyle: true,
      credentials: { accessKeyId: 'key', secretAccessKey: 'se/cret', sessionToken: null },
    });
  });

  it('of Amazon knows its region by its name, and takes the variables of the machine', () => {
    const given = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_SESSION_TOKEN: 'c' };
    expect(placeOf('s3://s3.eu-central-1.amazonaws.com/desk', given)).toEqual({
      kind: 's3',
      endpoint: 'https://s3.eu-central-1.amazonaws.com',
      bucket: 'desk',
      prefix: '',
      region: 'eu-central-1',
      isPathStyle: false,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' },
    });
    expect(placeOf('s3://s3.eu-central-1.amazonaws.com/desk')).toMatchObject({ credentials: null });
    expect(placeOf('s3://h/desk', { AWS_REGION: 'eu-west-3' })).toMatchObject({ region: 'eu-west-3' });
  });

  it.each([
    ['another protocol', 'https://host/bucket', /must be file/],
    ['no URL', 'bucket', /must be file/],
    ['no bucket', 's3://key:hush@host', /must be file/],
    ['a key without its secret', 's3://key@host/bucket', /both or none/],
    ['an option nobody knows', 's3://host/bucket?ssl=no', /unknown option ssl/],
    ['a flag that is none', 's3://host/bucket?tls=no', /tls must be true or false/],
    ['a folder on another machine', 'file://host/folder', /three slashes/],
  ])('is refused for %s, without a secret in the words', (_, url, words) => {
    expect(() => placeOf(url)).toThrow(words);
    expect(() => placeOf(url)).not.toThrow(/hush/);
  });
});
