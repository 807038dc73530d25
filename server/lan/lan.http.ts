import { file, type Route, serveSignedIn } from '../http/endpoint.ts';
import { lanEndpoint, lanNameEndpoint, lanPosterEndpoint, lanSwitchEndpoint, lanTestEndpoint } from './lan.contract.ts';
import type { Lan } from './lan.ts';

export const lanRoutes = ({ lan }: { readonly lan: Lan }): Route[] => [
  serveSignedIn(lanEndpoint, lan.state),
  serveSignedIn(lanSwitchEndpoint, lan.change),
  serveSignedIn(lanNameEndpoint, lan.rename),
  serveSignedIn(lanTestEndpoint, lan.test),
  serveSignedIn(lanPosterEndpoint, async (asked, caller) => {
    const fileName = asked.locale === 'vi' ? 'to-dan-tuong.pdf' : 'poster.pdf';
    return file({ contentType: 'application/pdf', fileName, parts: [await lan.makePoster(asked, caller)] });
  }),
];
