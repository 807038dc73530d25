import { Check } from 'lucide-react';
import type { Role } from '../../../server/caller.ts';
import { useText } from '../../ui/language.tsx';
import { isAtLeast } from '../is-at-least.ts';
import styles from './AbilitiesTable.module.css';
import tables from '../../ui/Table.module.css';

const roles: readonly Role[] = ['viewer', 'admin', 'super-admin'];
const abilities = [
  { text: 'panel.users.ability.view', least: 'viewer' },
  { text: 'panel.users.ability.correct', least: 'admin' },
  { text: 'panel.users.ability.reprint', least: 'admin' },
  { text: 'panel.users.ability.settings', least: 'super-admin' },
] as const;

/** Rights go with the role and are not given one by one. */
export function AbilitiesTable() {
  const t = useText();
  return (
    <section className={styles.section}>
      <h2 id="abilities">{t('panel.users.abilities')}</h2>
      <div className={tables.frame} tabIndex={0} role="region" aria-labelledby="abilities">
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">{t('panel.users.ability')}</th>
              {roles.map((role) => (
                <th key={role} scope="col">
                  {t(`panel.role.${role}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {abilities.map(({ text, least }) => (
              <tr key={text}>
                <th scope="row">{t(text)}</th>
                {roles.map((role) => (
                  <td key={role}>
                    <Answer isYes={isAtLeast(role, least)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Answer({ isYes }: { readonly isYes: boolean }) {
  const t = useText();
  if (!isYes) return <span className={styles.no}>{t('ui.no')}</span>;
  return (
    <span className={styles.yes}>
      <Check aria-hidden />
      {t('ui.yes')}
    </span>
  );
}
