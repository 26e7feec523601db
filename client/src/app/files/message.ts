import { Outgoing, type DraftPlace } from './outgoing';
import type { SendOptions } from '../api/tickets-api';

const PICTURE = /!\[([^\]\\]*(?:\\.[^\]\\]*)*)\]\((attachment:p[0-9a-z]+)\)/g;

function newName(): string {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return `attachment:p${random.toString(36)}${Date.now().toString(36)}`;
}

/**
 * The text with each picture named by the place of its file, as the server wants it: `attachment:1` is the first of the
 * files. A picture whose file is gone is left out.
 */
export function withPlaces(text: string, nameOf: (file: File) => string | undefined, files: readonly File[]): string {
  return text
    .replace(PICTURE, (_whole, alt: string, src: string) => {
      const index = files.findIndex((file) => nameOf(file) === src);
      return index < 0 ? '' : `![${alt}](attachment:${String(index + 1)})`;
    })
    .trim();
}

/** A text on its way with its files, of which pictures may stand in the text. */
export class Message extends Outgoing<{ text: string }> {
  private readonly pictures = new Map<string, { readonly file: File; readonly url: string }>();
  private readonly names = new Map<File, string>();

  constructor(drafts: DraftPlace, name: string) {
    super(drafts, name, { text: '' });
  }

  /** Takes a picture as a file; what comes back stands for it in the text. */
  addPicture(file: File): string {
    const name = newName();
    this.pictures.set(name, { file, url: URL.createObjectURL(file) });
    this.names.set(file, name);
    this.addFiles([file]);
    return name;
  }

  /** Null when the file was lost by a reload. */
  pictureUrl(src: string): string | null {
    return this.pictures.get(src)?.url ?? null;
  }

  /** A picture that is deleted from the text is no file of the message any more, and comes back with the text. */
  type(text: string): void {
    const inText = new Set([...text.matchAll(PICTURE)].map(([, , src]) => src));
    for (const [name, { file }] of this.pictures) {
      const item = this.files.items().find((one) => one.file === file);
      if (inText.has(name) && item === undefined) {
        this.files.add([file]);
      } else if (!inText.has(name) && item !== undefined && this.fields().text.includes(name)) {
        this.files.remove(item.id);
      }
    }
    this.change({ text });
  }

  /** Also takes its picture out of the text. */
  override removeFile(id: number): void {
    const file = this.files.items().find((item) => item.id === id)?.file;
    const name = file === undefined ? undefined : this.names.get(file);
    super.removeFile(id);
    const { text } = this.fields();
    if (name !== undefined && text.includes(name)) {
      this.change({ text: text.replace(PICTURE, (whole, _alt, src) => (src === name ? '' : whole)).trim() });
    }
  }

  override send<T>(call: (fields: { text: string }, options: SendOptions) => Promise<T>): Promise<T | null> {
    return super.send(({ text }, options) =>
      call({ text: withPlaces(text, (file) => this.names.get(file), options.files) }, options),
    );
  }

  override discard(): void {
    super.discard();
    for (const { url } of this.pictures.values()) {
      URL.revokeObjectURL(url);
    }
    this.pictures.clear();
    this.names.clear();
  }
}
