import { readFileSync } from 'node:fs';

/** Values written into a page as `<script type="application/json" id="...">`. */
export type PageData = Readonly<Record<string, unknown>>;

export type PageTemplate = { readonly render: (nonce: string, data: PageData) => string };

/** A built page, cut once where the nonce and the data go. Null where the page is not built. */
export function readPageTemplate(path: string): PageTemplate | null {
  let html: string;
  try {
    html = readFileSync(path, 'utf8');
  } catch {
    // Not built: the door answers with a plain page instead.
    return null;
  }
  return createPageTemplate(html);
}

function createPageTemplate(html: string): PageTemplate {
  const headEnd = html.indexOf('</head>');
  const cut = headEnd < 0 ? html.length : headEnd;
  const front = html.slice(0, cut).split('<script');
  const back = html.slice(cut).split('<script');

  function render(nonce: string, data: PageData): string {
    const script = `<script nonce="${nonce}"`;
    const islands = Object.entries(data).map(
      ([id, value]) => `<script type="application/json" id="${id}">${toScriptJson(value)}</script>`,
    );
    return front.join(script) + islands.join('') + back.join(script);
  }

  return { render };
}

/** JSON that cannot end its script element. */
function toScriptJson(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}
