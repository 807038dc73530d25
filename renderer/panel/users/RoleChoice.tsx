import type { Role } from '../../../server/caller.ts';
import { useText } from '../../ui/language.tsx';
import { RadioCards } from '../../ui/RadioCards.tsx';

const roles: readonly Role[] = ['viewer', 'admin', 'super-admin'];

type Props = { readonly value: Role; readonly onChange: (role: Role) => void };

export function RoleChoice({ value, onChange }: Props) {
  const t = useText();
  return (
    <RadioCards
      label={t('panel.users.role')}
      options={roles.map((role) => ({
        value: role,
        label: t(`panel.role.${role}`),
        hint: t(`panel.role.${role}.hint`),
      }))}
      value={value}
      onChange={onChange}
    />
  );
}
