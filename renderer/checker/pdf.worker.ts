// pdf.js brings its worker as a module that starts itself; going through this file gives it a name the server serves.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
