import type { Role } from '../caller.ts';
import type { Access } from '../http/endpoint.contract.ts';

/** The one table: what each role may do. What stands nowhere is refused. */
const mayDo: Record<Role, readonly Access[]> = {
  viewer: ['public', 'viewer'],
  admin: ['public', 'viewer', 'admin'],
  'super-admin': ['public', 'viewer', 'admin', 'super-admin'],
};

export function isRole(text: unknown): text is Role {
  return typeof text === 'string' && Object.hasOwn(mayDo, text);
}

export function isAllowed(role: Role, access: Access): boolean {
  return mayDo[role].includes(access);
}
