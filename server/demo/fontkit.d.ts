/** fontkit 2 ships no types; what pdf-lib asks of a font engine is what it gives. */
declare module 'fontkit' {
  type Engine = Parameters<import('pdf-lib').PDFDocument['registerFontkit']>[0];
  export const create: Engine['create'];
}
