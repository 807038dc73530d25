import { type Route, serveSignedIn } from '../http/endpoint.ts';
import type { GatePlan } from './gate-plan.ts';
import {
  featuresEndpoint,
  featuresUpdateEndpoint,
  gatesMessageEndpoint,
  type GatesOverview,
  gatesOverviewEndpoint,
  gatesScheduleEndpoint,
} from './gates.contract.ts';
import type { Gates } from './gates.ts';

type Parts = {
  readonly gates: Gates;
  readonly plan: GatePlan;
  readonly onChange: () => void;
  /** Pages of students that listen now. */
  readonly countPages: () => number;
};

export const gatesRoutes = ({ gates, plan, onChange, countPages }: Parts): Route[] => [
  serveSignedIn(featuresEndpoint, gates.state),
  serveSignedIn(featuresUpdateEndpoint, (asked, caller) => {
    const next = gates.update(asked, caller);
    onChange();
    return next;
  }),
  serveSignedIn(gatesOverviewEndpoint, () => overview(gates, plan, countPages)),
  serveSignedIn(gatesScheduleEndpoint, ({ schedule }, caller) => {
    plan.saveSchedule(schedule, caller);
    onChange();
    return overview(gates, plan, countPages);
  }),
  serveSignedIn(gatesMessageEndpoint, ({ message }, caller) => {
    plan.saveMessage(message, caller);
    onChange();
    return overview(gates, plan, countPages);
  }),
];

function overview(gates: Gates, plan: GatePlan, countPages: () => number): GatesOverview {
  return {
    ...gates.state(),
    schedule: plan.schedule(),
    message: plan.message() ?? { vi: '', en: '' },
    ...plan.outlook(),
    open_pages: countPages(),
  };
}
