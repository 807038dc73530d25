import {
  Activity,
  ArchiveRestore,
  CircleUserRound,
  DoorOpen,
  FileInput,
  House,
  MessageSquareWarning,
  Network,
  ScrollText,
  UserRound,
  Users,
  type LucideIcon,
} from 'lucide-react';
import { lazy, type ComponentType } from 'react';
import type { Role } from '../../server/caller.ts';
import type { TextKey } from '../../server/i18n/translate.ts';
import { isAtLeast } from './is-at-least.ts';

export type PanelPage = {
  /** Below /admin/, flat. */
  readonly path: string;
  readonly label: TextKey;
  readonly icon: LucideIcon;
  /** Where it stands in the side bar; `own` pages are reached from the account's menu. */
  readonly group: 'work' | 'watch' | 'setup' | 'own';
  /** Whoever has less does not get to know of the page. */
  readonly least: Role;
  /** Goes there after `g`. */
  readonly letter: string;
  readonly Page: ComponentType;
};

/** Every page of the panel in the order of the side bar; the first that the user may see is the one behind /admin. */
const pages: readonly PanelPage[] = [
  {
    path: 'today',
    label: 'panel.page.today',
    icon: House,
    group: 'work',
    least: 'viewer',
    letter: 't',
    Page: lazy(async () => ({ default: (await import('./today/TodayPage.tsx')).TodayPage })),
  },
  {
    path: 'students',
    label: 'panel.page.students',
    icon: Users,
    group: 'work',
    least: 'viewer',
    letter: 's',
    Page: lazy(async () => ({ default: (await import('./students/StudentsPage.tsx')).StudentsPage })),
  },
  {
    path: 'requests',
    label: 'panel.page.requests',
    icon: MessageSquareWarning,
    group: 'work',
    least: 'viewer',
    letter: 'r',
    Page: lazy(async () => ({ default: (await import('./requests/RequestsPage.tsx')).RequestsPage })),
  },
  {
    path: 'import',
    label: 'panel.page.import',
    icon: FileInput,
    group: 'work',
    least: 'admin',
    letter: 'i',
    Page: lazy(async () => ({ default: (await import('./ingest/ImportPage.tsx')).ImportPage })),
  },
  {
    path: 'audit',
    label: 'panel.page.audit',
    icon: ScrollText,
    group: 'watch',
    least: 'viewer',
    letter: 'n',
    Page: lazy(async () => ({ default: (await import('./audit/AuditPage.tsx')).AuditPage })),
  },
  {
    path: 'health',
    label: 'panel.page.health',
    icon: Activity,
    group: 'watch',
    least: 'viewer',
    letter: 'h',
    Page: lazy(async () => ({ default: (await import('./health/HealthPage.tsx')).HealthPage })),
  },
  {
    path: 'gates',
    label: 'panel.page.gates',
    icon: DoorOpen,
    group: 'setup',
    least: 'super-admin',
    letter: 'c',
    Page: lazy(async () => ({ default: (await import('./gates/GatesPage.tsx')).GatesPage })),
  },
  {
    path: 'lan',
    label: 'panel.page.lan',
    icon: Network,
    group: 'setup',
    least: 'super-admin',
    letter: 'l',
    Page: lazy(async () => ({ default: (await import('./lan/LanPage.tsx')).LanPage })),
  },
  {
    path: 'users',
    label: 'panel.page.users',
    icon: UserRound,
    group: 'setup',
    least: 'super-admin',
    letter: 'u',
    Page: lazy(async () => ({ default: (await import('./users/UsersPage.tsx')).UsersPage })),
  },
  {
    path: 'backup',
    label: 'panel.page.backup',
    icon: ArchiveRestore,
    group: 'setup',
    least: 'super-admin',
    letter: 'b',
    Page: lazy(async () => ({ default: (await import('./backup/BackupPage.tsx')).BackupPage })),
  },
  {
    path: 'account',
    label: 'panel.page.account',
    icon: CircleUserRound,
    group: 'own',
    least: 'viewer',
    letter: 'o',
    Page: lazy(async () => ({ default: (await import('./account/AccountPage.tsx')).AccountPage })),
  },
];

/** What this role may see. */
export function pagesFor(role: Role): readonly PanelPage[] {
  return pages.filter(({ least }) => isAtLeast(role, least));
}
