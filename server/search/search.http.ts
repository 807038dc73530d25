import type { Caller } from '../caller.ts';
import { type FileAnswer, type Route, file, serve } from '../http/endpoint.ts';
import { certificatePassHeader, downloadEndpoint, type DownloadRequest } from './download.contract.ts';
import type { Download } from './download.ts';
import { searchEndpoint } from './search.contract.ts';
import type { Today } from '../today/today.ts';
import type { Search } from './search.ts';

type Parts = {
  readonly search: Search;
  readonly download: Download;
  readonly counts: Pick<Today, 'count'>;
};

export const searchRoutes = ({ search, download, counts }: Parts): Route[] => [
  serve(searchEndpoint, (asked, caller) =>
    asked.mode === 'admin' ? search.asAdmin(asked, caller) : counts.count('looked_up', search.asStudent(asked, caller)),
  ),
  serve(downloadEndpoint, (asked, caller) => {
    const sent = sendCertificate(download, asked, caller);
    return asked.mode === 'admin' ? sent : counts.count('downloaded', sent);
  }),
];

async function sendCertificate(download: Download, asked: DownloadRequest, caller: Caller): Promise<FileAnswer> {
  const draw = asked.mode === 'admin' ? download.asAdmin : download.asStudent;
  const { prefix, tail, fileName, pass } = await draw(asked, caller);
  const headers = pass ? { [certificatePassHeader]: `${pass.captcha_id} ${pass.captcha_answer}` } : {};
  return file({ contentType: 'application/pdf', fileName, parts: [prefix, tail], headers });
}
