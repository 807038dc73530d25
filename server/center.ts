import { uptime } from 'node:os';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { createAuditDesk } from './audit/audit-desk.ts';
import { createAudit } from './audit/audit.ts';
import { createAuditStore } from './audit/audit.store.ts';
import { createWebhook } from './audit/webhook.ts';
import { serveDesktop } from './desktop/desktop.ts';
import { serveMenu } from './desktop/menu-desk.ts';
import { createPasswords } from './auth/passwords.ts';
import { createStaff } from './auth/staff.ts';
import { createBackups } from './backup/backup.ts';
import { createCaptcha } from './captcha/captcha.ts';
import type { CenterParts } from './center-parts.ts';
import { centerRoutes } from './center-routes.ts';
import { createCertificates } from './certificates/certificates.ts';
import { createRecordDigests } from './db/record-digests.ts';
import { createRecordHistory } from './db/record-history.ts';
import { createTransactions } from './db/transactions.ts';
import { createWriteLock } from './db/write-lock.ts';
import { createGatePlan } from './gates/gate-plan.ts';
import { createGates } from './gates/gates.ts';
import { createGatesStore } from './gates/gates.store.ts';
import { createGlyphCheck } from './health/glyph-check.ts';
import { createHealth } from './health/health.ts';
import type { OpenStream } from './http/api.ts';
import type { CenterFace } from './http/http-server.ts';
import { createImporting } from './ingest/importing.ts';
import { createOfferedLists } from './ingest/offered-lists.ts';
import type { JobState } from './jobs/jobs.contract.ts';
import { createJobs } from './jobs/jobs.ts';
import { createWhenWritable } from './jobs/when-writable.ts';
import { readBootId } from './kv/boot-id.ts';
import { createLocalKv } from './kv/kv.local.ts';
import { createLanDesk } from './lan/lan-desk.ts';
import { createNameRequests } from './name-requests/name-requests.ts';
import { createNameRequestStore } from './name-requests/name-requests.store.ts';
import { panelEventsPath } from './panel-events/panel-events.contract.ts';
import { createPanelEvents } from './panel-events/panel-events.http.ts';
import { createPortalEvents } from './portal/events.http.ts';
import { eventsPath } from './portal/portal.contract.ts';
import { createPortal } from './portal/portal.ts';
import { randomText } from './random.ts';
import { createRateLimits } from './rate-limits/rate-limits.ts';
import { createDownload } from './search/download.ts';
import { createSearch } from './search/search.ts';
import { createFirstAccount } from './setup/first-account.ts';
import { createShipmentDesk } from './shipments/shipment-desk.ts';
import { createStaffRecords } from './students/staff-records.ts';
import { createStudentData } from './students/student-data.ts';
import { createStudentExports } from './students/student-exports.ts';
import { createStaffPin } from './staff-pin/staff-pin.ts';
import { createStaffPinStore } from './staff-pin/staff-pin.store.ts';
import { createSteadyClock } from './timekeeping/steady-clock.ts';
import { createTimekeepingStore } from './timekeeping/timekeeping.store.ts';
import { createTimekeeping } from './timekeeping/timekeeping.ts';
import { createToday } from './today/today.ts';
import { createSigningKeys } from './verify/signing-keys.ts';
import { createVerify } from './verify/verify.ts';

export type Center = ReturnType<typeof createCenter>;

/** The composition root: builds every part of an open center once and lists every slice's routes. */
export function createCenter(parts: CenterParts) {
  const { root, config, portalDb, kvDb, random, log, onFatal } = parts;
  const writeLock = createWriteLock(portalDb);
  const inTransaction = createTransactions(portalDb, onFatal, writeLock);
  const marks = createTimekeepingStore(portalDb);
  const steady = createSteadyClock({ wall: parts.clock, uptime, mark: marks.readMark() });
  const { clock } = steady;
  const kv = createLocalKv({ kvDb, portalDb, inTransaction, clock, bootId: readBootId(parts.clock), log, onFatal });
  const auditStore = createAuditStore(portalDb);
  const { postWebhook } = parts;
  const webhook = postWebhook && createWebhook({ store: auditStore, post: postWebhook, clock, log });
  const onWritten = () => webhook?.nudge();
  const audit = createAudit({ store: auditStore, inTransaction, clock, log, onWritten });
  const timekeeping = createTimekeeping({
    steady,
    wall: parts.clock,
    store: marks,
    audit,
    inTransaction,
    log,
    endSessions: (caller) => {
      for (const { id } of staff.store.all()) staff.users.endSessions(id, caller);
    },
  });
  const studentData = createStudentData({ portalDb, config, clock, log, onFatal });
  const { databasePath, students, beforeRead, reader, stores, status } = studentData;

  const rateLimits = createRateLimits({ kv, clock });
  const captcha = createCaptcha({ kv, randomInt: random.int, makeId: () => randomText(random, 16) });
  const gatesStore = createGatesStore(portalDb);
  const gates = createGates({ store: gatesStore, audit, inTransaction });
  const plan = createGatePlan({ store: gatesStore, gates, audit, inTransaction, clock, log });

  const digests = createRecordDigests(portalDb);
  const history = createRecordHistory(portalDb, clock);
  const lan = createLanDesk({
    ...parts,
    isPanelFixed: parts.isPanelOnLan,
    audit,
    inTransaction,
    clock,
    onChange: () => menu.tell(),
  });
  const staff = createStaff({
    ...parts,
    isPanelOnLan: lan.isPanelOn,
    isKioskOpen: () => events.isKioskOpen(),
    ...{ kv, rateLimits, audit, digests, history, inTransaction, clock },
  });
  const { sessions, users, store: userStore, tokens } = staff;

  const signingKeys = createSigningKeys({ config, root, clock, log });
  const verify = createVerify({ config, signingKeys, clock, statusOf: status.statusOf });
  const { publicBaseUrl, namedColors } = parts;
  const certificates = createCertificates({ config, root, signingKeys, publicBaseUrl, clock, log, ...status });
  const { authenticate } = sessions;
  const staffPin = createStaffPin({
    store: createStaffPinStore(portalDb),
    passwords: createPasswords({ randomBytes: random.bytes }),
    makeSalt: () => random.bytes(16),
    kv,
    audit,
    inTransaction,
    clock,
  });
  const ownProgram = serveDesktop({ ...parts, staffPin, lan });
  const finding = { config, students, certificates, gates, captcha, staffPin, rateLimits, authenticate, audit };
  const search = createSearch(finding);
  const download = createDownload({ search, certificates, gates, captcha, audit });

  const exporting = { databasePath, config, folder: join(dirname(databasePath), 'exports'), beforeRead, audit, clock };
  const exports = createStudentExports({ ...exporting, makeId: randomUUID });
  const writing = { config, audit, digests, history, inTransaction, clock };
  const staffRecords = createStaffRecords({ ...writing, stores, reader, exports, certificates });
  const shipmentDesk = createShipmentDesk({ ...writing, ...finding, portalDb, makeId: randomUUID });
  const makeId = () => randomText(random, 12);
  const onJob = ({ id }: JobState) => {
    // Whether a list holds it by now, so that no write in between waits for it in vain.
    writeLock.isFree();
    panelEvents.tell('jobs', { id });
  };
  const jobs = createJobs({ clock, makeId, log, onChange: onJob });
  const { imports, writtenLists } = createImporting({
    ...{ config, root, portalDb, jobs, clock, makeId },
    backUpFirst: (caller, tools) => backups.backUpBeforeImport(caller, tools),
    onWritten: () => {
      beforeRead();
      panelEvents.tell('students', {});
    },
  });

  const portal = createPortal({ config, gates, plan, staffPin, namedColors });
  const events = createPortalEvents({ portal, log });
  const tellPin = () => {
    events.tell();
    ownProgram.tellCode();
  };
  const panelEvents = createPanelEvents({ authenticate, auditStore, gates, log });
  const nameRequests = createNameRequests({
    ...finding,
    store: createNameRequestStore(portalDb),
    inTransaction,
    clock,
    onChange: (waiting) => panelEvents.tell('requests', { waiting }),
  });
  const doing = { portalDb, inTransaction, clock, log };
  const today = createToday({
    ...{ ...doing, nameRequests, plan, publicBaseUrl },
    ...{ nameUrl: lan.nameUrl, countPages: events.count },
  });
  const health = createHealth({
    ...{ root, config, place: parts.place, platform: process.platform },
    hasMailer: parts.mailer !== null,
    mailTrouble: staff.notices.mailTrouble,
    keyProblems: signingKeys.problems,
    templateProblems: certificates.problems,
    clockJump: steady.jump,
    logVerdict: () => auditDesk.watch.verdict(),
    ...{ publicBaseUrl, clock, backupAges: () => backups.ages() },
  });
  const glyphCheck = createGlyphCheck({ databasePath, config, root, beforeRead, audit, jobs, clock });
  const onVerdict = () => panelEvents.tell('audit', { size: auditStore.head().size });
  const logging = { root, config, db: portalDb, audit, auditStore, history, inTransaction, clock, log, onVerdict };
  const auditDesk = createAuditDesk(logging);

  const { isHeldBack = false, reopen } = parts;
  const firstAccount = createFirstAccount({ root, config, users, isHeldBack });
  const backups = createBackups({ ...doing, root, config, audit, signLog: auditDesk.watch.checkpoint, jobs, reopen });

  const offeredLists = createOfferedLists();
  const { project } = config;
  const menu = serveMenu({
    ...{ desktop: parts.desktop, center: project, lan, jobs, offerList: offeredLists.offer },
    backups: { ...backups.menu, drop: backups.drop },
  });
  const routes = centerRoutes({
    ...{ captcha, rateLimits, search, download, today, verify, portal, staff, staffRecords, shipmentDesk, gates, plan },
    ...{ events, health, nameRequests, staffPin, tellPin, timekeeping, jobs, imports, writtenLists, auditDesk },
    ...{ firstAccount, lan, backups, glyphCheck, offeredLists },
  });

  const face: CenterFace = {
    routes,
    streams: new Map<string, OpenStream>([[eventsPath, events.join]]).set(panelEventsPath, panelEvents.join),
    authenticate,
    requirePanel: sessions.requirePanel,
    whenWritable: createWhenWritable({ lock: writeLock, jobs, clock }),
    requireReady: firstAccount.requireReady,
    detour: firstAccount.detour,
    pageData: (caller) => ({ portal: portal.info(caller), keys: verify.listKeys() }),
    endStreams,
  };

  function endStreams(): void {
    events.close();
    panelEvents.close();
  }

  /** Ends the workers, writes what is still in memory. The databases stay open; who opened them closes them. */
  async function close(): Promise<void> {
    endStreams();
    for (const part of [ownProgram, menu]) part.close();
    // A list that is being written ends first: what is left to write would have to wait for it.
    await jobs.close();
    for (const part of [staff, imports, backups, timekeeping, plan, exports, today]) part.close();
    await Promise.all([lan.close(), studentData.close()]);
    audit.close();
    auditDesk.watch.close();
    webhook?.close();
    kv.close();
  }

  return {
    face,
    routes,
    captcha,
    users,
    userStore,
    tokens,
    staff,
    gates,
    plan,
    staffPin,
    kv,
    certificates,
    audit,
    auditWatch: auditDesk.watch,
    ...{ timekeeping, lan, menu, startBackups: backups.start },
    fillLists: studentData.fillLists,
    tellPanel: panelEvents.tell,
    close,
  };
}
