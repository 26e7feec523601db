import { inject, Injectable } from '@angular/core';
import { TicketsApi } from '../api/tickets-api';

/** A link lives for a minute; one that is about to end is not given out again. */
const LIFETIME_MS = 50_000;
const IMAGE = /<img\b[^>]*\bdata-attachment="([0-9a-f-]{36})"[^>]*>/g;

/** The files that a message shows in its text. */
export function imagesIn(html: string): readonly string[] {
  return [...new Set([...html.matchAll(IMAGE)].flatMap(([, id]) => (id === undefined ? [] : [id])))];
}

/** The same text, with an address for each picture that has one. */
export function withImages(html: string, links: ReadonlyMap<string, string>): string {
  return html.replace(IMAGE, (tag: string, id: string) => {
    const url = links.get(id);
    return url === undefined ? tag : tag.replace(/^<img\b/, `<img src="${encodeURI(url)}" loading="lazy"`);
  });
}

/** Addresses of pictures in messages: a plain picture could not send a bearer. */
@Injectable({ providedIn: 'root' })
export class MessageImages {
  private readonly api = inject(TicketsApi);
  private readonly links = new Map<string, { readonly url: Promise<string>; readonly until: number }>();

  /** What cannot be had is left out: its words stand in its place. */
  async linksOf(html: string): Promise<ReadonlyMap<string, string>> {
    const found = await Promise.allSettled(imagesIn(html).map(async (id) => [id, await this.link(id)] as const));
    return new Map(found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])));
  }

  private link(id: string): Promise<string> {
    const known = this.links.get(id);
    if (known !== undefined && known.until > Date.now()) {
      return known.url;
    }
    const url = this.api.attachmentLink(id).then((link) => link.url);
    this.links.set(id, { url, until: Date.now() + LIFETIME_MS });
    url.catch(() => this.links.delete(id));
    return url;
  }
}
