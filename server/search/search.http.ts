import { type Route, serve } from '../http/endpoint.ts';
import { downloadEndpoint } from './download.contract.ts';
import type { Download } from './download.ts';
import { searchEndpoint } from './search.contract.ts';
import type { Search } from './search.ts';

export const searchRoutes = ({ search, download }: { readonly search: Search; readonly download: Download }): Route[] => [
  serve(searchEndpoint, (asked, caller) => (asked.mode === 'admin' ? search.asAdmin : search.asStudent)(asked, caller)),
  serve(downloadEndpoint, (asked, caller) => (asked.mode === 'admin' ? download.asAdmin : download.asStudent)(asked, caller)),
];
