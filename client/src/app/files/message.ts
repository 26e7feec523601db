import { Outgoing, type DraftPlace, type Fields } from './outgoing';
import type { OutgoingFile } from './uploads/outgoing-file';
import type { Uploads } from './uploads/uploads';

const PICTURE = /!\[([^\]\\]*(?:\\.[^\]\\]*)*)\]\((attachment:p[0-9a-z]+)\)/g;
/** What a text may show; other files go along. */
const SHOWN = /^image\/(png|jpeg|gif|webp)$/;

/** The fields that hold a text. */
type TextOf<F extends Fields> = { [K in keyof F]: F[K] extends string ? K : never }[keyof F];

function newName(): string {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return `attachment:p${random.toString(36)}${Date.now().toString(36)}`;
}

/** The text with each picture named by its upload, as the server wants it. A picture whose file is gone is left out. */
export function withUploads(text: string, idOf: (src: string) => string | null): string {
  return text
    .replace(PICTURE, (_whole, alt: string, src: string) => {
      const id = idOf(src);
      return id === null ? '' : `![${alt}](attachment:${id})`;
    })
    .trim();
}

/** A form on its way with its files, of which pictures may stand in one of its texts. */
export class Message<F extends Fields = { text: string }> extends Outgoing<F> {
  /** Of pictures, by how they stand in the text. */
  private readonly urls = new Map<string, string>();
  /** Taken out of the text with their pictures; an undoing brings them back. */
  private aside: readonly OutgoingFile[] = [];
  /** Pictures that were found again after a reload: the text is to be looked at once more. */
  private readonly onPictures: (() => void)[] = [];

  constructor(
    drafts: DraftPlace,
    private readonly queue: Uploads,
    name: string,
    empty: F,
    private readonly text: TextOf<F>,
  ) {
    super(drafts, queue, name, empty);
  }

  /** Pictures stand where they were pasted or dropped; other files go along. */
  take(files: readonly File[], insert: (src: string, alt: string) => void): void {
    for (const file of files) {
      if (SHOWN.test(file.type) && file.size > 0) {
        insert(this.addPicture(file), file.name);
      } else {
        this.addFiles([file]);
      }
    }
  }

  /** Takes a picture as a file; what comes back stands for it in the text. */
  addPicture(file: File): string {
    const name = newName();
    this.urls.set(name, URL.createObjectURL(file));
    this.files.add([file], name);
    this.keep();
    return name;
  }

  /** Null when this browser has it no more. */
  pictureUrl(src: string): string | null {
    const known = this.urls.get(src);
    const file = known === undefined ? this.pictureOf(src) : undefined;
    if (file !== undefined) {
      void this.find(file, src);
    }
    return known ?? null;
  }

  /** @returns what ends it */
  whenPictures(then: () => void): () => void {
    this.onPictures.push(then);
    return () => this.onPictures.splice(this.onPictures.indexOf(then), 1);
  }

  /** A picture that is deleted from the text is no file of the message any more, and comes back with the text. */
  type(text: string): void {
    const before = this.writing();
    const inText = new Set([...text.matchAll(PICTURE)].map(([, , src]) => src));
    for (const file of this.files.items()) {
      if (file.picture !== null && !inText.has(file.picture) && before.includes(file.picture)) {
        this.aside = [...this.aside, file];
        this.files.setAside(file);
      }
    }
    for (const file of this.aside) {
      if (inText.has(file.picture ?? '')) {
        this.aside = this.aside.filter((one) => one !== file);
        this.files.putBack(file);
      }
    }
    this.write(text);
  }

  /** The text without its pictures. */
  words(): string {
    return withUploads(this.writing(), () => null);
  }

  /** Also takes its picture out of the text. */
  override removeFile(key: string): void {
    const name = this.files.items().find((file) => file.key === key)?.picture ?? null;
    super.removeFile(key);
    const text = this.writing();
    if (name !== null && text.includes(name)) {
      this.write(text.replace(PICTURE, (whole, _alt, src) => (src === name ? '' : whole)).trim());
    }
  }

  override discard(): void {
    super.discard();
    this.tidy();
  }

  protected override ready(): F {
    const text = withUploads(this.writing(), (src) => this.pictureOf(src)?.uploadId ?? null);
    return { ...this.fields(), [this.text]: text };
  }

  protected override clear(): void {
    super.clear();
    this.tidy();
  }

  /** Their pictures may stand in the text already. */
  protected override onFound(): void {
    this.files.items().forEach((file) => {
      if (file.picture !== null && !this.urls.has(file.picture)) {
        void this.find(file, file.picture);
      }
    });
  }

  private writing(): string {
    return String(this.fields()[this.text]);
  }

  private write(text: string): void {
    this.change({ [this.text]: text } as Partial<F>);
  }

  private pictureOf(src: string): OutgoingFile | undefined {
    return this.files.items().find(({ picture }) => picture === src);
  }

  private async find(file: OutgoingFile, src: string): Promise<void> {
    const bytes = file.bytes ?? (await this.queue.bytesOf(file));
    if (bytes !== null && !this.urls.has(src)) {
      this.urls.set(src, URL.createObjectURL(bytes));
      this.onPictures.forEach((then) => then());
    }
  }

  private tidy(): void {
    this.aside.forEach((file) => this.queue.cancel(file));
    this.aside = [];
    this.urls.forEach((url) => URL.revokeObjectURL(url));
    this.urls.clear();
  }
}
