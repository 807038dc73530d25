import { realpathSync, statfsSync } from 'node:fs';

/** Whether a folder lies on this machine's own disk, on another machine's, or in one that a program copies elsewhere. */
export type FolderKind =
  | { readonly is: 'local' }
  | { readonly is: 'network'; readonly name: string }
  | { readonly is: 'synced'; readonly name: string };

type Place = {
  readonly path: string;
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** `type` of statfs, on Linux. */
  readonly fileSystem: number | null;
};

/** Source: Linux include/uapi/linux/magic.h, and the sources of the file systems not listed there. */
const networkFileSystems: Readonly<Record<number, string>> = {
  0x6969: 'NFS',
  0x517b: 'SMB',
  0xff534d42: 'CIFS',
  0xfe534d42: 'SMB2',
  0x01021997: '9p',
  0x5346414f: 'AFS',
  0x73757245: 'Coda',
  0x00c36400: 'Ceph',
};
const syncedNames: readonly (readonly [RegExp, string])[] = [
  [/^onedrive( - .*)?$/i, 'OneDrive'],
  [/^dropbox( \(.*\))?$/i, 'Dropbox'],
  [/^(google ?drive|googledrive.*|my drive)$/i, 'Google Drive'],
  [/^(icloud ?drive|mobile documents|com~apple~clouddocs)$/i, 'iCloud'],
  [/^nextcloud$/i, 'Nextcloud'],
  [/^box( sync)?$/i, 'Box'],
];

type Folder = { readonly folder: string } & Pick<Place, 'platform' | 'environment'>;

/** Where the folder really lies, links followed. It must exist. */
export function kindOfPlace({ folder, platform, environment }: Folder): FolderKind {
  const path = realpathSync(folder);
  const fileSystem = platform === 'linux' ? statfsSync(path).type : null;
  return folderKind({ path, platform, environment, fileSystem });
}

/** Found by what is known of the place, nothing is read: a drive letter of a share may go unseen on Windows. */
export function folderKind({ path, platform, environment, fileSystem }: Place): FolderKind {
  if (platform === 'win32' && /^[\\/]{2}(?![?.])/.test(path)) return { is: 'network', name: 'UNC' };
  const network = fileSystem === null ? undefined : networkFileSystems[fileSystem >>> 0];
  if (network !== undefined) return { is: 'network', name: network };
  const oneDrive = [environment['OneDrive'], environment['OneDriveCommercial'], environment['OneDriveConsumer']];
  if (oneDrive.some((root) => root !== undefined && root !== '' && isInside(path, root)))
    return { is: 'synced', name: 'OneDrive' };
  for (const part of path.split(/[\\/]/)) {
    const known = syncedNames.find(([form]) => form.test(part));
    if (known) return { is: 'synced', name: known[1] };
  }
  return { is: 'local' };
}

function isInside(path: string, root: string): boolean {
  const [inner, outer] = [path, root].map((text) => text.replaceAll('\\', '/').replace(/\/+$/, '').toLowerCase());
  return inner === outer || (inner ?? '').startsWith(`${outer ?? ''}/`);
}
