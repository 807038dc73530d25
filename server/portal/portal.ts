import { isTrusted } from '../captcha/captcha.ts';
import type { Caller } from '../caller.ts';
import type { CertConfig } from '../config/cert-config.ts';
import type { Gates } from '../gates/gates.ts';
import type { StaffPin } from '../staff-pin/staff-pin.ts';
import type { PortalInfo } from './portal.contract.ts';

type Parts = {
  readonly config: CertConfig;
  readonly gates: Gates;
  /** What staff have planned for the gates. */
  readonly plan: {
    readonly message: () => PortalInfo['gates']['message'];
    readonly outlook: () => Pick<PortalInfo['gates'], 'next_opening'>;
  };
  readonly staffPin: Pick<StaffPin, 'isOffered' | 'state'>;
  /** Which brand colours the config file itself names; the schema's defaults for the others are not for pages. */
  readonly namedColors: { readonly primary: boolean; readonly accent: boolean };
};

export type Portal = ReturnType<typeof createPortal>;

/** What pages may know of the center. */
export function createPortal({ config, gates, plan, staffPin, namedColors }: Parts) {
  const { project, rounds, subjects, student_search, features, desktop } = config;
  const { logo_url, primary_color, accent_color } = project.branding;
  const fixed = {
    name: project.name,
    slug: project.slug,
    locale: project.locale,
    branding: {
      logo_url: logo_url === '' ? null : logo_url,
      primary_color: namedColors.primary ? primary_color : null,
      accent_color: namedColors.accent ? accent_color : null,
    },
    mode: student_search.mode,
    rounds: rounds.map(({ id, label }) => ({ id, label })),
    subjects: subjects.map(({ code, vi, en }) => {
      const inVietnamese = vi === undefined || vi === '' ? en : vi;
      return { code, label: project.locale === 'vi' ? inVietnamese : en, vi: inVietnamese, en };
    }),
    qr_verify: features.qr_verify.enabled,
    auth_mode: config.admin.auth_mode,
    contact: {
      phone: desktop.contact.phone ?? null,
      hours: desktop.contact.hours ?? null,
      desk: desktop.contact.desk ?? null,
    },
    preparing: null,
  };

  /** What open pages must hear of when it changes. */
  function gatesInfo(): PortalInfo['gates'] {
    return { ...gates.state(), message: plan.message(), next_opening: plan.outlook().next_opening };
  }

  /** As the page of this caller may see it. */
  function info(caller: Caller): PortalInfo {
    return {
      ...fixed,
      gates: gatesInfo(),
      kiosk: {
        ...desktop.kiosk,
        is_this_pc: caller.isThisPc,
        staff_pin: staffPin.isOffered(caller),
        ...(isTrusted(caller, config) && { is_trusted: true }),
      },
    };
  }

  /** The same for the rest that staff can change while pages are open. */
  function kioskInfo(): { readonly staff_pin: boolean } {
    return { staff_pin: staffPin.state().is_set };
  }

  return { info, gatesInfo, kioskInfo };
}
