import { setTimeout as wait } from 'node:timers/promises';
import makeMdns, { type MulticastDNS, type ResponseOutgoingPacket } from 'multicast-dns';
import type { Log } from '../log.ts';

/** What came of a name. */
export type Announced =
  | { readonly is: 'announced' }
  /** Another machine of the network answers to it. */
  | { readonly is: 'taken'; readonly by: string }
  /** Another program keeps the port to itself, or the system or the card does no multicast. */
  | { readonly is: 'unavailable'; readonly reason: 'port-taken' | 'refused' };

type Parts = {
  /** Port of multicast DNS. Source: RFC 6762 section 3. */
  readonly port?: number;
  /** Pause after each of three probes. Source: RFC 6762 section 8.1. */
  readonly probeMs?: number;
  readonly log: Log;
};

type Record = ResponseOutgoingPacket['answers'][number];
type Name = { readonly host: string; readonly address: string };
/** A name that is asked for, and then answered to. */
type Standing = Name & {
  readonly socket: MulticastDNS;
  readonly answers: readonly Record[];
  rival: string | null;
  isOurs: boolean;
};

const group = '224.0.0.251';
const mdnsPort = 5353;
const ttlSeconds = 120;
/** For those who do not listen themselves and would keep it for long. Source: RFC 6762 section 6.7. */
const legacyTtlSeconds = 10;
const againMs = 1_000;

export type Announcer = ReturnType<typeof createAnnouncer>;

/** Answers to one `.local` name on the network of one address, by multicast DNS. Source: RFC 6762. */
export function createAnnouncer({ port = mdnsPort, probeMs = 250, log }: Parts) {
  let standing: Standing | null = null;
  let again: NodeJS.Timeout | undefined;

  /** Asks whether the name is free, and answers to it from then on. Whatever stood before is taken back. */
  async function start(name: Name): Promise<Announced> {
    await stop();
    const opened = await open(name.address);
    if (typeof opened === 'string') return { is: 'unavailable', reason: opened };
    const now: Standing = { ...name, socket: opened, answers: recordsOf(name), rival: null, isOurs: false };
    standing = now;
    opened.on('response', ({ answers = [], additionals = [] }, { address }) => {
      if (address !== now.address) now.rival ??= findRival([...answers, ...additionals], now);
    });
    opened.on('query', ({ id, questions = [] }, from) => answer(now, { id, questions }, from));
    for (let probe = 0; probe < 3 && now.rival === null; probe += 1) {
      opened.query(now.host);
      await wait(probeMs);
    }
    // It went down meanwhile, or another name is wanted by now.
    if (standing !== now) return { is: 'unavailable', reason: 'refused' };
    if (now.rival !== null) {
      await stop();
      return { is: 'taken', by: now.rival };
    }
    now.isOurs = true;
    tell(now);
    again = setTimeout(() => tell(now), againMs);
    again.unref();
    return { is: 'announced' };
  }

  function open(address: string): Promise<MulticastDNS | 'port-taken' | 'refused'> {
    const socket = makeMdns({ interface: address, bind: '0.0.0.0', port });
    return new Promise((resolve) => {
      const giveUp = (reason: 'port-taken' | 'refused', error: Error) => {
        log.warn('lan.no-name', { reason, detail: error.message });
        if (standing?.socket === socket) standing = null;
        socket.destroy();
        resolve(reason);
      };
      socket.on('error', (error: Error & { code?: string }) =>
        giveUp(error.code === 'EADDRINUSE' ? 'port-taken' : 'refused', error),
      );
      // Packets of others that cannot be read are warned of as well: those have no system call.
      socket.on('warning', (error: Error) => {
        if ('syscall' in error) giveUp('refused', error);
      });
      socket.once('networkInterface', () => resolve(socket));
    });
  }

  /** Takes the name back, so that nobody keeps it. Source: RFC 6762 section 10.1. */
  async function stop(): Promise<void> {
    clearTimeout(again);
    const last = standing;
    standing = null;
    if (last === null) return;
    if (last.isOurs) await send(last, { answers: last.answers.slice(0, 1).map((record) => ({ ...record, ttl: 0 })) });
    await new Promise<void>((resolve) => last.socket.destroy(() => resolve()));
  }

  function tell(now: Standing): void {
    if (standing === now) void send(now, { answers: [...now.answers] });
  }

  function send(now: Standing, packet: ResponseOutgoingPacket, to = { address: group, port }): Promise<void> {
    return new Promise((resolve) => now.socket.respond(packet, to, () => resolve()));
  }

  function answer(
    now: Standing,
    { id, questions }: { readonly id?: number | undefined; readonly questions: readonly Question[] },
    from: { readonly address: string; readonly port: number },
  ): void {
    const asked = questions.filter(({ name, type }) => isName(name, now) && kinds.includes(type));
    if (!now.isOurs || asked.length === 0) return;
    const [address, nothingElse] = now.answers;
    const isForAddress = asked.some(({ type }) => type !== 'AAAA');
    const answers = [isForAddress ? address : nothingElse].filter((record) => record !== undefined);
    const additionals = isForAddress && nothingElse ? [nothingElse] : [];
    if (from.port === port) void send(now, { answers, additionals });
    else void send(now, { id, questions: [...asked], answers: answers.map(toLegacy) }, from);
  }

  return {
    start,
    stop,
    /** The name that others may use now. */
    host: () => (standing?.isOurs === true && standing.rival === null ? standing.host : null),
  };
}

type Question = NonNullable<ResponseOutgoingPacket['questions']>[number];
/** Besides these, the name has no records. */
const kinds: readonly string[] = ['A', 'AAAA', 'ANY'];

/** The address, and that there is nothing else: else some ask for IPv6 and wait. Source: RFC 6762 section 6.1. */
function recordsOf({ host, address }: Name): Record[] {
  const common = { name: host, ttl: ttlSeconds, flush: true };
  return [
    { ...common, type: 'A', data: address },
    { ...common, type: 'NSEC', data: { nextDomain: host, rrtypes: ['A'] } },
  ];
}

/** The address of another machine among these records of the name; null where they are ours. */
function findRival(records: readonly Record[], now: Standing): string | null {
  for (const record of records) {
    const isAddress = record.type === 'A' || record.type === 'AAAA';
    if (isAddress && isName(record.name, now) && record.data !== now.address) return record.data;
  }
  return null;
}

function isName(name: string, { host }: Name): boolean {
  return name.toLowerCase() === host;
}

function toLegacy(record: Record): Record {
  return 'ttl' in record ? { ...record, ttl: legacyTtlSeconds, flush: false } : record;
}
