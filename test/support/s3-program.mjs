/** A process of its own, so that it can be killed and frozen: `node s3-program.mjs <port> <folder> <bucket>`. */
import S3rver from 's3rver';

const [port, directory, bucket] = process.argv.slice(2);
await new S3rver({
  port: Number(port),
  address: '127.0.0.1',
  directory,
  silent: true,
  configureBuckets: [{ name: bucket }],
}).run();
process.stdout.write('ready\n');
