import { file, type Route, serveSignedIn } from '../http/endpoint.ts';
import type { GlyphCheck } from './glyph-check.ts';
import { checkGlyphsEndpoint, diagnosticsEndpoint, glyphsEndpoint, healthEndpoint } from './health.contract.ts';
import type { Health } from './health.ts';

type Parts = { readonly health: Health; readonly glyphCheck: GlyphCheck };

export const healthRoutes = ({ health, glyphCheck }: Parts): Route[] => [
  serveSignedIn(healthEndpoint, health.report),
  serveSignedIn(glyphsEndpoint, glyphCheck.state),
  serveSignedIn(checkGlyphsEndpoint, (_, caller) => glyphCheck.start(caller)),
  serveSignedIn(diagnosticsEndpoint, async () => {
    const { text, fileName } = await health.diagnostics();
    return file({ contentType: 'text/plain; charset=utf-8', fileName, parts: [Buffer.from(text)] });
  }),
];
