import { useSearchParams } from 'react-router';
import { auditFindEndpoint, type AuditEntryShown } from '../../../server/audit/audit.contract.ts';
import { useAsk } from '../../api/use-ask.ts';

export type OpenEntry = {
  readonly entry: AuditEntryShown | undefined;
  readonly open: (seq: number) => void;
  readonly close: () => void;
};

/** The entry that stands in the address, so that a link to it can be passed on. */
export function useEntry(): OpenEntry {
  const [address, setAddress] = useSearchParams();
  const seq = Number(address.get('entry') ?? NaN);
  const isAsked = Number.isInteger(seq) && seq > 0;
  const { body } = useAsk(auditFindEndpoint, { before: isAsked ? seq + 1 : 1, limit: 1 }, { enabled: isAsked });
  const [found] = body?.rows ?? [];

  function change(edit: (address: URLSearchParams) => void): void {
    setAddress(
      (before) => {
        const next = new URLSearchParams(before);
        edit(next);
        return next;
      },
      { replace: true },
    );
  }

  return {
    entry: isAsked && found?.seq === seq ? found : undefined,
    open: (wanted) => change((next) => next.set('entry', String(wanted))),
    close: () => change((next) => next.delete('entry')),
  };
}
