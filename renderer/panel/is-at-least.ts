import type { Role } from '../../server/caller.ts';

const ranks: Readonly<Record<Role, number>> = { viewer: 0, admin: 1, 'super-admin': 2 };

/** Whether this role may do what needs at least that one. Writing controls a user may not use are absent. */
export function isAtLeast(role: Role, least: Role): boolean {
  return ranks[role] >= ranks[least];
}
