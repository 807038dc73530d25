import { auditRoutes } from './audit/audit.http.ts';
import { authRoutes } from './auth/auth.http.ts';
import { userRoutes } from './auth/users.http.ts';
import { backupRoutes } from './backup/backup.http.ts';
import { captchaRoutes } from './captcha/captcha.http.ts';
import { gatesRoutes } from './gates/gates.http.ts';
import { healthRoutes } from './health/health.http.ts';
import { importsRoutes } from './ingest/imports.http.ts';
import { jobsRoutes } from './jobs/jobs.http.ts';
import { lanRoutes } from './lan/lan.http.ts';
import { nameRequestRoutes } from './name-requests/name-requests.http.ts';
import { portalRoutes } from './portal/portal.http.ts';
import { searchRoutes } from './search/search.http.ts';
import { firstAccountRoutes } from './setup/setup.http.ts';
import { shipmentRoutes } from './shipments/shipments.http.ts';
import { staffPinRoutes } from './staff-pin/staff-pin.http.ts';
import { studentRoutes } from './students/students.http.ts';
import { timekeepingRoutes } from './timekeeping/timekeeping.http.ts';
import { todayRoutes } from './today/today.http.ts';
import { verifyRoutes } from './verify/verify.http.ts';
import { routeTable } from './http/api.ts';

type In<Slice extends (parts: never) => unknown> = Parameters<Slice>[0];

type Parts = In<typeof captchaRoutes> &
  Omit<In<typeof searchRoutes>, 'counts'> &
  In<typeof verifyRoutes> &
  In<typeof portalRoutes> &
  Pick<In<typeof gatesRoutes>, 'gates' | 'plan'> &
  In<typeof healthRoutes> &
  In<typeof nameRequestRoutes> &
  Pick<In<typeof staffPinRoutes>, 'staffPin'> &
  In<typeof timekeepingRoutes> &
  In<typeof jobsRoutes> &
  In<typeof importsRoutes> &
  In<typeof firstAccountRoutes> &
  In<typeof backupRoutes> &
  In<typeof lanRoutes> & {
    readonly staff: In<typeof authRoutes>['staff'] & In<typeof userRoutes>;
    readonly today: In<typeof todayRoutes>['today'] & In<typeof searchRoutes>['counts'];
    readonly staffRecords: In<typeof studentRoutes>;
    readonly shipmentDesk: In<typeof shipmentRoutes>;
    readonly auditDesk: In<typeof auditRoutes>;
    /** The stream of students' pages: told of what changed, asked how many listen. */
    readonly events: { readonly tell: () => void; readonly count: () => number };
    /** Hears of a new PIN. */
    readonly tellPin: In<typeof staffPinRoutes>['onChange'];
  };

/** Every slice's routes over the parts of an open center. */
export function centerRoutes(parts: Parts): ReturnType<typeof routeTable> {
  const { staff, today, staffRecords, shipmentDesk, auditDesk, events } = parts;
  return routeTable([
    ...captchaRoutes(parts),
    ...searchRoutes({ ...parts, counts: today }),
    ...verifyRoutes(parts),
    ...portalRoutes(parts),
    ...authRoutes({ staff }),
    ...userRoutes(staff),
    ...studentRoutes(staffRecords),
    ...shipmentRoutes(shipmentDesk),
    ...gatesRoutes({ ...parts, onChange: events.tell, countPages: events.count }),
    ...todayRoutes({ today }),
    ...healthRoutes(parts),
    ...nameRequestRoutes(parts),
    ...staffPinRoutes({ ...parts, onChange: parts.tellPin }),
    ...timekeepingRoutes(parts),
    ...jobsRoutes(parts),
    ...importsRoutes(parts),
    ...auditRoutes(auditDesk),
    ...firstAccountRoutes(parts),
    ...lanRoutes(parts),
    ...backupRoutes(parts),
  ]);
}
