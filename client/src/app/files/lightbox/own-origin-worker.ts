/**
 * A browser starts no worker from another origin: where programs come from a CDN, this one is taken from the desk, which
 * has every file as well.
 */
export class OwnOriginWorker extends Worker {
  constructor(url: URL, options: WorkerOptions) {
    super(new URL(url.pathname.split('/').at(-1) ?? '', document.baseURI), options);
  }
}
