/** Whole days since an instant; null where there is none. */
export function daysAgo(at: string | null, now: Date): number | null {
  return at === null ? null : Math.max(0, Math.floor((now.getTime() - Date.parse(at)) / 86_400_000));
}
