import type { PostWebhook } from './audit/webhook.ts';
import type { Mailer } from './auth/mail-message.ts';
import type { StaffSecrets } from './auth/staff.ts';
import type { Reopen } from './backup/backup.ts';
import type { Clock } from './clock.ts';
import type { CertConfig } from './config/cert-config.ts';
import type { Database } from './db/open-database.ts';
import type { DesktopLink } from './desktop/desktop-link.ts';
import type { FolderKind } from './files/folder-kind.ts';
import type { Network } from './lan/lan.ts';
import type { Log } from './log.ts';
import type { Random } from './random.ts';

/** What an open center is built from. */
export type CenterParts = {
  /** The center folder. */
  readonly root: string;
  readonly config: CertConfig;
  /** Which brand colours the config file itself names. */
  readonly namedColors: { readonly primary: boolean; readonly accent: boolean };
  readonly secrets: StaffSecrets;
  /** Where the folder lies. */
  readonly place: FolderKind;
  /** Null where neither Resend nor SMTP is set up. */
  readonly mailer: Mailer | null;
  /** Where entries of the log are sent as well. */
  readonly postWebhook: PostWebhook | null;
  /** PANEL_ON_LAN, or a proxy that guards: the switch has no say. */
  readonly isPanelOnLan: boolean;
  /** Nobody from elsewhere is let in before there is an account. */
  readonly isHeldBack?: boolean;
  readonly network: Network;
  /** The line to the program whose windows show the pages; silent where there is none. */
  readonly desktop: DesktopLink;
  readonly publicBaseUrl: () => string;
  /** portal.db and kv.db, opened and of the newest format. */
  readonly portalDb: Database;
  readonly kvDb: Database;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Closes this center for a restore, and opens what is there afterwards. */
  readonly reopen: Reopen;
  /** Hears of an I/O error or a damaged page, after which the process must end. */
  readonly onFatal: (error: unknown) => void;
};
