import type { TextKey } from '../../../server/i18n/translate.ts';

/** What an entry is about, as a word of its own in the list and as a filter. */
export type Kind = (typeof kinds)[number]['kind'];
type Tone = 'plain' | 'info' | 'warn' | 'bad';
type KindRule = {
  readonly kind: string;
  readonly label: TextKey;
  readonly tone: Tone;
  /** Whole actions; one that ends in a dot stands for all that begin so. */
  readonly actions: readonly string[];
};

/** The first that fits counts. */
export const kinds = [
  {
    kind: 'failed',
    label: 'panel.audit.kind.failed',
    tone: 'bad',
    actions: ['admin.login.failure', 'admin.step-up.failure', 'staff-pin.failure'],
  },
  {
    kind: 'signing-in',
    label: 'panel.audit.kind.signing-in',
    tone: 'plain',
    actions: ['admin.login.success', 'admin.logout', 'admin.step-up', 'session.', 'staff-pin.used', 'user.code.use'],
  },
  {
    kind: 'viewing',
    label: 'panel.audit.kind.viewing',
    tone: 'plain',
    actions: ['admin.search', 'admin.list', 'admin.download', 'student.phone.show', 'student.export', 'student.glyphs'],
  },
  {
    kind: 'records',
    label: 'panel.audit.kind.records',
    tone: 'info',
    actions: ['student.update', 'student.undo', 'certificate.', 'record.', 'request.'],
  },
  { kind: 'lists', label: 'panel.audit.kind.lists', tone: 'info', actions: ['ingest.', 'demo.'] },
  { kind: 'shipments', label: 'panel.audit.kind.shipments', tone: 'info', actions: ['shipment.'] },
  {
    kind: 'gates',
    label: 'panel.audit.kind.gates',
    tone: 'warn',
    actions: ['admin.features.update', 'gates.', 'system.gates'],
  },
  {
    kind: 'users',
    label: 'panel.audit.kind.users',
    tone: 'warn',
    actions: ['user.', 'second-factor.', 'admin.secret.', 'admin.rescue', 'staff-pin.set'],
  },
  {
    kind: 'system',
    label: 'panel.audit.kind.system',
    tone: 'plain',
    actions: ['audit.', 'system.', 'mail.', 'backup.', 'setup.', 'lan.'],
  },
] as const satisfies readonly KindRule[];

const other: KindRule = { kind: 'system', label: 'panel.audit.kind.system', tone: 'plain', actions: [] };

/** An action that no rule knows is the program's own. */
export function kindOf(action: string): KindRule {
  return kinds.find(({ actions }) => actions.some((rule) => fits(rule, action))) ?? other;
}

function fits(rule: string, action: string): boolean {
  return rule.endsWith('.') ? action.startsWith(rule) : action === rule;
}
