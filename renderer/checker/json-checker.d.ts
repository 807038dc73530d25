/** Cut from the catalog while the pages are built (vite.config.ts). */
declare module '*.json?checker' {
  const texts: Readonly<Record<string, string>>;
  export { texts as default };
}
