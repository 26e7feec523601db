/** Takes PDFs apart beside the page. A file of the desk's own, since the page runs no script from anywhere else. */
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
