import type { Card } from './cards.ts';
import type { Network } from './lan.ts';
import type { NameService } from './local-name.ts';

type Parts = {
  readonly isFixed: boolean;
  /** The server's second ear. */
  readonly listener: {
    readonly listen: (address: string, port: number) => Promise<number>;
    readonly close: () => Promise<void>;
  };
  readonly names: NameService;
  readonly port: () => number;
  readonly cards: () => readonly Card[];
};

/** The network below a center, and the address that is open there: `http://address:port`, null while none is. */
export function createNetwork({
  isFixed,
  listener,
  names,
  port,
  cards,
}: Parts): Network & { readonly url: () => string | null } {
  let url: string | null = null;

  async function open(address: string): Promise<number> {
    const taken = await listener.listen(address, port());
    url = `http://${address}:${taken}`;
    return taken;
  }
  async function close(): Promise<void> {
    url = null;
    await listener.close();
  }

  return { isFixed, names, port, cards, open, close, url: () => url };
}
