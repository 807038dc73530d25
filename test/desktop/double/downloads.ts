import type Electron from 'electron';
import { EventEmitter } from 'node:events';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from './browser.ts';
import { makeEvent, strict } from './strict.ts';

type Owner = { readonly session: { readonly emit: (event: string, ...args: unknown[]) => unknown } };
type Place = { readonly browserContextId?: string };

/** Which page a frame belongs to. */
const owners = new Map<string, Owner>();
const items = new Map<string, DownloadItem>();
let isWatching = false;

/** A file on its way from a page. Chromium puts it into the double's own folder; done, it goes where main has said. */
class DownloadItem extends EventEmitter {
  private savePath = '';
  private state: 'progressing' | 'completed' | 'cancelled' = 'progressing';
  private readonly begun: { readonly guid: string; readonly url: string; readonly suggestedFilename: string };

  constructor(begun: { readonly guid: string; readonly url: string; readonly suggestedFilename: string }) {
    super();
    this.begun = begun;
    return strict('DownloadItem', this);
  }
  getURL(): string {
    return this.begun.url;
  }
  getFilename(): string {
    return this.begun.suggestedFilename;
  }
  setSavePath(path: string): void {
    this.savePath = path;
  }
  getSavePath(): string {
    return this.savePath;
  }
  getState(): string {
    return this.state;
  }
  cancel(): void {
    if (this.state !== 'progressing') return;
    void chromium().then(({ root }) =>
      root.send('Browser.cancelDownload', { guid: this.begun.guid }).catch(() => undefined),
    );
    this.end('cancelled');
  }
  /** For Chromium's side. */
  async arrive(): Promise<void> {
    if (this.state !== 'progressing') return;
    const path = join(await folder(), this.begun.guid);
    copyFileSync(path, this.savePath);
    rmSync(path);
    this.end('completed');
  }
  private end(state: 'completed' | 'cancelled'): void {
    this.state = state;
    items.delete(this.begun.guid);
    this.emit('done', makeEvent(), state);
  }
}

export function ownFrame(frame: string, owner: Owner): void {
  owners.set(frame, owner);
}

/** From now on the files of this profile come here. */
export async function watchDownloads(place: Place): Promise<void> {
  const { root } = await chromium();
  const downloadPath = await folder();
  await root.send('Browser.setDownloadBehavior', {
    behavior: 'allowAndName',
    downloadPath,
    eventsEnabled: true,
    ...place,
  });
  if (isWatching) return;
  isWatching = true;
  root.on('Browser.downloadWillBegin', ({ frameId, ...begun }) => {
    const owner = owners.get(frameId);
    const [event, item] = [makeEvent(), new DownloadItem(begun)];
    items.set(begun.guid, item);
    owner?.session.emit('will-download', event, item, owner);
    if (!owner || event.defaultPrevented) item.cancel();
  });
  root.on('Browser.downloadProgress', ({ guid, state }) => {
    if (state === 'completed') void items.get(guid)?.arrive();
  });
}

async function folder(): Promise<string> {
  const path = join((await chromium()).profile, 'downloads');
  mkdirSync(path, { recursive: true });
  return path;
}

null as unknown as DownloadItem satisfies Pick<
  Electron.DownloadItem,
  'getURL' | 'getFilename' | 'setSavePath' | 'getSavePath' | 'cancel'
>;
