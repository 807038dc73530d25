import { useSearchParams } from 'react-router';
import { studentSorts, type StudentSort } from '../../../server/students/students.contract.ts';
import type { Sort } from '../../ui/table-columns.ts';

const drawerTabs = ['record', 'certificates', 'history'] as const;
export type DrawerTab = (typeof drawerTabs)[number];

/** Which row is open: a number in a round. */
export type OpenRow = { readonly round_id: string; readonly sbd: string };

/** What the list is narrowed to, apart from the text: empty where it is not. */
export type ListFilters = {
  readonly round: string;
  readonly school: string;
  /** With or without a result. */
  readonly subject: string;
  readonly result: string;
};

const none: ListFilters = { round: '', school: '', subject: '', result: '' };

/**
 * Filters, order and the open record, all in the address: they survive a reload and can be sent to a colleague. What
 * was typed into the search box is not, since it may be a name or a date of birth.
 */
export function useListView() {
  const [params, setParams] = useSearchParams();
  const at = (name: string) => params.get(name) ?? '';
  const filters: ListFilters = {
    round: at('round'),
    school: at('school'),
    subject: at('subject'),
    result: at('result'),
  };
  const sort: Sort = { by: sortIn(at('sort')), descending: at('order') === 'down' };
  const sbd = at('open');

  function put(values: Readonly<Record<string, string>>, replace = true): void {
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(values)) {
          if (value === '') next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace },
    );
  }

  return {
    filters,
    isFiltered: Object.values(filters).some((value) => value !== ''),
    setFilters: (changed: Partial<ListFilters>) => put({ ...changed }),
    clearFilters: () => put({ ...none }),
    sort,
    setSort: ({ by, descending }: Sort) => put({ sort: by === 'number' ? '' : by, order: descending ? 'down' : '' }),
    open: sbd === '' ? null : { sbd, round_id: at('in') },
    tab: drawerTabs.find((tab) => tab === at('tab')) ?? 'record',
    setTab: (tab: DrawerTab) => put({ tab: tab === 'record' ? '' : tab }),
    /** To be corrected: at the record itself. */
    openRow: (row: OpenRow | null, isEdited = false) =>
      put(
        row ? { open: row.sbd, in: row.round_id, ...(isEdited && { tab: '' }) } : { open: '', in: '', tab: '' },
        sbd !== '' && row !== null,
      ),
  };
}

export type ListView = ReturnType<typeof useListView>;

function sortIn(text: string): StudentSort {
  return studentSorts.find((sort) => sort === text) ?? 'number';
}
