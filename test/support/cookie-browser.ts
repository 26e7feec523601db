interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly host: string;
  readonly path: string;
  readonly attributes: string;
}

export interface Page {
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** What a browser does with redirects and cookies, without one: cookies by host and path, and gone when they end. */
export class CookieBrowser {
  private cookies: Cookie[] = [];

  /** One request; a redirect is not followed. */
  async get(url: string | URL): Promise<Page> {
    return this.send(new URL(url), { method: 'GET' });
  }

  async post(url: string | URL, body: object): Promise<Page> {
    return this.send(new URL(url), {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
  }

  /** Follows redirects until there is none, or until `stop` says that the next address is far enough. */
  async follow(start: string | URL, stop: (next: URL) => boolean = () => false): Promise<Page> {
    let page = await this.get(start);
    for (let step = 0; step < 20; step += 1) {
      const next = locationOf(page);
      if (next === null || stop(next)) {
        return page;
      }
      page = await this.get(next);
    }
    throw new Error(`Redirected for ever: ${page.url.href}`);
  }

  /** The cookie as the server set it last, with its attributes; undefined when it is gone. */
  cookie(prefix: string): Cookie | undefined {
    return this.cookies.find(({ name }) => name.startsWith(prefix));
  }

  private async send(url: URL, init: RequestInit): Promise<Page> {
    const mine = this.cookies.filter(({ host, path }) => host === url.host && isWithin(url.pathname, path));
    const answer = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: {
        ...(init.headers as Record<string, string> | undefined),
        ...(mine.length === 0 ? {} : { cookie: mine.map(({ name, value }) => `${name}=${value}`).join('; ') }),
      },
    });
    answer.headers.getSetCookie().forEach((line) => {
      this.keep(url, line);
    });
    return { url, status: answer.status, headers: answer.headers, text: await answer.text() };
  }

  private keep(url: URL, line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    const attribute = (wanted: string) =>
      attributes.find((one) => one.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
    const path = attribute('path') ?? '/';
    const ends = attribute('expires');
    const isOver = attribute('max-age') === '0' || (ends !== undefined && Date.parse(ends) <= Date.now());
    this.cookies = this.cookies.filter((one) => one.name !== name || one.host !== url.host || one.path !== path);
    if (!isOver) {
      this.cookies.push({ name, value, host: url.host, path, attributes: attributes.join('; ') });
    }
  }
}

export function locationOf(page: Page): URL | null {
  const location = page.headers.get('location');
  return page.status >= 300 && page.status < 400 && location !== null ? new URL(location, page.url) : null;
}

function isWithin(pathname: string, path: string): boolean {
  return pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`);
}
