import { Chip } from '../../ui/Chip.tsx';
import { useLanguage } from '../../ui/language.tsx';

/** A role by its name; one that another program wrote and we do not know, as it is written. */
export function RoleChip({ role }: { readonly role: string }) {
  const { t, isText } = useLanguage();
  const key = `panel.role.${role}`;
  return <Chip tone={role === 'super-admin' ? 'brand' : 'plain'}>{isText(key) ? t(key) : role}</Chip>;
}
