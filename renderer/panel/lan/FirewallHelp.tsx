import type { LanState } from '../../../server/lan/lan.contract.ts';
import { Card } from '../../ui/Card.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { useText } from '../../ui/language.tsx';
import styles from './LanPage.module.css';

type Props = { readonly platform: LanState['platform']; readonly port: number };

/** What to do where the system keeps others out. */
export function FirewallHelp({ platform, port }: Props) {
  const t = useText();
  const command = commands[platform]?.(port);
  return (
    <Card title={t('panel.lan.firewall')}>
      <p>{t(`panel.lan.firewall-${platform}`)}</p>
      {command !== undefined && (
        <>
          <pre className={styles.command} tabIndex={0}>
            {command}
          </pre>
          <CopyButton text={command} label={t('panel.lan.copy-command')} size="small" />
        </>
      )}
    </Card>
  );
}

/** macOS has a window for it. */
const commands: Partial<Record<LanState['platform'], (port: number) => string>> = {
  windows: (port) =>
    `netsh advfirewall firewall add rule name="LVT Cert ${port}" dir=in action=allow protocol=TCP localport=${port}`,
  linux: (port) => `sudo ufw allow ${port}/tcp`,
};
