import { type Route, serveSignedIn } from '../http/endpoint.ts';
import type { GlyphCheck } from './glyph-check.ts';
import { checkGlyphsEndpoint, glyphsEndpoint, healthEndpoint } from './health.contract.ts';
import type { Health } from './health.ts';

type Parts = { readonly health: Health; readonly glyphCheck: GlyphCheck };

export const healthRoutes = ({ health, glyphCheck }: Parts): Route[] => [
  serveSignedIn(healthEndpoint, health.report),
  serveSignedIn(glyphsEndpoint, glyphCheck.state),
  serveSignedIn(checkGlyphsEndpoint, (_, caller) => glyphCheck.start(caller)),
];
