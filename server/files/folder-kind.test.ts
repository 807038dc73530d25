import { describe, expect, it } from 'vitest';
import { folderKind } from './folder-kind.ts';

const linux = { platform: 'linux', environment: {}, fileSystem: 0xef53 } as const;
const windows = { platform: 'win32', environment: { OneDrive: 'C:\\Users\\An\\OneDrive' }, fileSystem: null } as const;

describe('folderKind', () => {
  it.each([
    ['/home/an/.config/LUONVUITUOI-CERT/center', linux, { is: 'local' }],
    ['/home/an/inbox/center', linux, { is: 'local' }],
    ['/mnt/share/center', { ...linux, fileSystem: 0x6969 }, { is: 'network', name: 'NFS' }],
    // statfs gives the number with its sign.
    ['/mnt/share/center', { ...linux, fileSystem: -11_317_950 }, { is: 'network', name: 'CIFS' }],
    ['/home/an/Dropbox/center', linux, { is: 'synced', name: 'Dropbox' }],
    ['/Users/an/Library/Mobile Documents/center', { ...linux, platform: 'darwin' }, { is: 'synced', name: 'iCloud' }],
    ['C:\\Users\\An\\onedrive\\Center', windows, { is: 'synced', name: 'OneDrive' }],
    ['C:\\Users\\An\\OneDrive - Sao Mai\\Center', windows, { is: 'synced', name: 'OneDrive' }],
    ['\\\\server\\share\\center', windows, { is: 'network', name: 'UNC' }],
    ['\\\\?\\C:\\center', windows, { is: 'local' }],
    ['C:\\center', windows, { is: 'local' }],
  ] as const)('%s', (path, place, expected) => {
    expect(folderKind({ path, ...place })).toEqual(expected);
  });
});
