import { OwnOriginWorker as Worker } from './own-origin-worker';
import {
  getDocument,
  PasswordException,
  PDFWorker,
  TextLayer,
  VerbosityLevel,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Canvases of more pixels than that stay empty on some telephones. */
const MOST_PIXELS = 12_000_000;

/** CSS pixels for a point of paper. */
const CSS_UNITS = 96 / 72;

/** Size of a page at its real size, in CSS pixels. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** A PDF that is taken apart. Scripts in it are never run, and nothing that it names is fetched. */
export class PdfDocument {
  private constructor(
    private readonly document: PDFDocumentProxy,
    private readonly worker: PDFWorker,
    private readonly port: Worker,
  ) {}

  /** Throws what `isLocked` knows when it has a password, and something else when it is no PDF. */
  static async open(bytes: Uint8Array<ArrayBuffer>): Promise<PdfDocument> {
    const port = new Worker(new URL('./pdf-worker', import.meta.url), { type: 'module' });
    const worker = PDFWorker.create({ port });
    const base = new URL('pdf/', document.baseURI).href;
    try {
      const opened = await getDocument({
        data: bytes,
        worker,
        verbosity: VerbosityLevel.ERRORS,
        // The page's policy lets nothing be compiled; what is slower draws the same.
        useWasm: false,
        disableWorkerRendering: true,
        cMapUrl: `${base}cmaps/`,
        standardFontDataUrl: `${base}fonts/`,
        wasmUrl: `${base}images/`,
      }).promise;
      return new PdfDocument(opened, worker, port);
    } catch (error) {
      worker.destroy();
      port.terminate();
      throw error;
    }
  }

  static isLocked(error: unknown): boolean {
    return error instanceof PasswordException;
  }

  get pages(): number {
    return this.document.numPages;
  }

  /** @param number from 1 */
  async sizeOf(number: number): Promise<PageSize> {
    const { width, height } = (await this.document.getPage(number)).getViewport({ scale: CSS_UNITS });
    return { width, height };
  }

  /** Draws a page and lays its words over it, so that they can be marked and copied. */
  async draw(
    number: number,
    scale: number,
    places: { readonly canvas: HTMLCanvasElement; readonly words: HTMLElement },
    abort: AbortSignal,
  ): Promise<void> {
    const page = await this.document.getPage(number);
    if (abort.aborted) {
      return;
    }
    await Promise.all([this.paint(page, scale, places.canvas, abort), this.layWords(page, scale, places.words, abort)]);
  }

  async close(): Promise<void> {
    await this.document.loadingTask.destroy();
    this.worker.destroy();
    this.port.terminate();
  }

  private async paint(page: PDFPageProxy, scale: number, canvas: HTMLCanvasElement, abort: AbortSignal): Promise<void> {
    const { width, height } = page.getViewport({ scale: scale * CSS_UNITS });
    const density = Math.min(devicePixelRatio, 2, Math.sqrt(MOST_PIXELS / (width * height)));
    const viewport = page.getViewport({ scale: scale * CSS_UNITS * density });
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    const task = page.render({ canvas, viewport });
    abort.addEventListener('abort', () => task.cancel());
    await task.promise;
  }

  private async layWords(page: PDFPageProxy, scale: number, words: HTMLElement, abort: AbortSignal): Promise<void> {
    words.replaceChildren();
    words.style.setProperty('--total-scale-factor', String(scale * CSS_UNITS));
    const layer = new TextLayer({
      textContentSource: page.streamTextContent(),
      container: words,
      viewport: page.getViewport({ scale: scale * CSS_UNITS }),
    });
    abort.addEventListener('abort', () => layer.cancel());
    await layer.render();
  }
}
