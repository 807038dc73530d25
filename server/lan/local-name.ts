import type { Log } from '../log.ts';
import type { Announced } from './announcer.ts';
import type { LanState } from './lan.contract.ts';
import type { LanStore } from './lan.store.ts';

/** Who answers to a `.local` name on one address. Source: lan/announcer.ts. */
export type NameService = {
  readonly start: (name: { readonly host: string; readonly address: string }) => Promise<Announced>;
  readonly stop: () => Promise<void>;
  /** The name that others may use now. */
  readonly host: () => string | null;
};

type Parts = {
  readonly store: Pick<LanStore, 'readName'>;
  readonly service: NameService;
  /** What the center is called in its config, in letters, digits and hyphens. */
  readonly slug: string;
  readonly log: Log;
};

/** As long as a part of a name in the DNS may be, with room for a number behind it. */
const maxLength = 58;

/** The name that is easier to type than an address. It is asked for again as long as something is in its way. */
export function createLocalName({ store, service, slug, log }: Parts) {
  let obstacle: Exclude<Announced, { is: 'announced' }> | null = null;
  let standing: { readonly host: string; readonly address: string } | null = null;

  function wanted(): string {
    return store.readName() ?? slug.slice(0, maxLength).replace(/-+$/, '');
  }

  /** Stands for the address that is listened on; null takes the name back. */
  async function follow(address: string | null): Promise<void> {
    const host = `${wanted()}.local`;
    if (address === null) {
      obstacle = null;
      if (standing !== null) await service.stop();
      standing = null;
      return;
    }
    const isSame = standing?.host === host && standing.address === address;
    if (isSame && service.host() === host) return;
    standing = { host, address };
    const came = await service.start(standing);
    if (came.is === 'announced') log.info('lan.name', { host });
    obstacle = came.is === 'announced' ? null : came;
  }

  /** `port` is the one that is listened on beside this PC; null while none is. */
  function state(port: number | null): LanState['name'] {
    const host = `${wanted()}.local`;
    const isHeard = port !== null && service.host() === host;
    return {
      host,
      url: isHeard ? `http://${host}:${port}` : null,
      trouble: obstacle === null ? null : obstacle.is === 'taken' ? 'taken' : obstacle.reason,
      taken_by: obstacle?.is === 'taken' ? obstacle.by : null,
      proposal: nextName(wanted()),
    };
  }

  return { follow, state };
}

/** `sao-mai`, `sao-mai-2`, `sao-mai-3`. */
function nextName(name: string): string {
  const [, stem = name, digits = '1'] = /^(.+)-(\d{1,3})$/.exec(name) ?? [];
  return `${stem}-${Number(digits) + 1}`;
}
