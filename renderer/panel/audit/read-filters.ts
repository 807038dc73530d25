import { kinds } from './kinds.ts';
import { type Period, periods } from './period.ts';

export type Filters = { readonly period: Period; readonly person: string; readonly kind: string };

/** What stands in the address; what makes no sense there does not narrow. */
export function readFilters(address: URLSearchParams): Filters {
  const asked = address.get('period');
  return {
    period: periods.find((period) => period === asked) ?? 'today',
    person: address.get('person') ?? 'all',
    kind: address.get('kind') ?? 'all',
  };
}

/** The actions of a kind; none where every kind is wanted. */
export function actionsOf(kind: string): readonly string[] {
  return kinds.find((rule) => rule.kind === kind)?.actions ?? [];
}
