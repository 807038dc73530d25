/** Cut from the catalog while the pages are built (vite.config.ts). */
declare module '*.json?setup' {
  const texts: Readonly<Record<string, string>>;
  export { texts as default };
}
