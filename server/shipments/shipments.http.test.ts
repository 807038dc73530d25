import { describe, expect, it } from 'vitest';
import { aConfig } from '../../test/support/config-builder.ts';
import { startCenter } from '../../test/support/start-center.ts';
import { aStudent } from '../../test/support/student-builder.ts';
import type { ShipmentRecord } from './shipments.contract.ts';

const upsert = '/api/shipment/upsert';
const lookup = '/api/shipment/lookup';
const shipment = { enabled: true, public_fields: ['tracking_code', 'carrier'] };
const at = { sbd: 'A01', round_id: 'main' };

async function aCenter(features: object = { shipment }) {
  const center = await startCenter({ config: aConfig({ features }), students: [aStudent()] });
  const token = await center.signIn('admin');
  const errorOf = async (path: string, body: object) => {
    const answer = await center.post(path, body);
    return [answer.status, (answer.body as { error: string }).error];
  };
  return { center, token, errorOf };
}

describe('POST /api/shipment/upsert', () => {
  it('makes a record, then changes only what is given, and binds both in history, digest and log', async () => {
    const { center, token } = await aCenter();
    const first = await center.post(upsert, {
      ...{ token, ...at, status: 'pending' },
      updates: { tracking_code: ' VN1 ', carrier: 'EMS' },
    });
    const made = first.body as ShipmentRecord;
    expect(made).toMatchObject({
      ...at,
      status: 'pending',
      created_at: '2026-05-20T08:00:00Z',
      fields: { tracking_code: 'VN1', carrier: 'EMS', shipped_at: null },
    });
    center.clock.pass(60_000);
    const second = await center.post(upsert, { token, ...at, status: 'shipped', updates: { carrier: null } });
    expect(second.body).toEqual({
      ...made,
      status: 'shipped',
      updated_at: '2026-05-20T08:01:00Z',
      fields: { tracking_code: 'VN1', carrier: null, shipped_at: null },
    });
    const kept = center.portalDb
      .prepare<[], { commit_hash: string }>("SELECT commit_hash FROM record_history WHERE table_name = 'shipments'")
      .all();
    expect(center.auditLog()).toMatchObject(
      kept.map((change, index) => ({
        action: 'shipment.upsert',
        target_id: 'main:A01',
        commit_hash: change.commit_hash,
        metadata:
          index === 0
            ? { status: 'pending', fields_touched: ['carrier', 'tracking_code'] }
            : { status: 'shipped', fields_touched: ['carrier'] },
      })),
    );
    expect(center.portalDb.prepare('SELECT count(*) FROM row_digest WHERE record_key = ?').pluck().get(made.id)).toBe(
      1,
    );
  });

  it('takes a number that is not in the list', async () => {
    const { center, token } = await aCenter();
    expect((await center.post(upsert, { token, ...at, sbd: 777, status: 'pending' })).body).toMatchObject({
      sbd: '777',
    });
  });

  it('refuses in the order of the wire', async () => {
    const off = await aCenter({});
    expect(await off.errorOf(upsert, {})).toEqual([400, 'shipment tracking is disabled for this project']);
    const { center, token, errorOf } = await aCenter();
    const viewer = await center.signIn('viewer');
    expect(await errorOf(upsert, {})).toEqual([400, 'admin token is required']);
    expect(await errorOf(upsert, { token: viewer })).toEqual([400, "role 'viewer' cannot update shipments"]);
    expect(await errorOf(upsert, { token, updates: [] })).toEqual([400, 'sbd is required']);
    expect(await errorOf(upsert, { token, sbd: 'A01', updates: [] })).toEqual([
      400,
      'updates must be an object mapping field names to values',
    ]);
    expect(await errorOf(upsert, { token, sbd: 'A01', status: 'x' })).toEqual([
      400,
      'round_id and status are both required',
    ]);
    expect(await errorOf(upsert, { token, sbd: 'A01', status: 'x', round_id: 'y' })).toEqual([
      400,
      "unknown round_id 'y'; available: ['main']",
    ]);
    expect(await errorOf(upsert, { token, ...at, status: 'Pending', updates: { nope: '1' } })).toEqual([
      400,
      "status 'Pending' not in ['pending', 'shipped', 'delivered']",
    ]);
    expect(await errorOf(upsert, { token, ...at, status: 'pending', updates: { nope: '1', status: 'x' } })).toEqual([
      400,
      "unknown shipment fields: ['nope', 'status']; allowed: ['tracking_code', 'carrier', 'shipped_at']",
    ]);
    expect(center.auditLog()).toEqual([]);
  });
});

describe('POST /api/shipment/lookup', () => {
  async function aShipped() {
    const { center, token, errorOf } = await aCenter();
    const updates = { tracking_code: 'VN1', shipped_at: '2026-05-19' };
    await center.post(upsert, { token, ...at, status: 'shipped', updates });
    const ask = async (claim: object) => center.post(lookup, { ...at, ...claim, ...(await center.solvedCaptcha()) });
    return { center, errorOf, ask };
  }

  it.each([{ name: 'nguyen van an' }, { phone: '5678' }, { dob: '2010-2-1' }, { name: 'wrong', dob: '1/2/2010' }])(
    'shows the public fields to who knows one thing: %j',
    async (claim) => {
      const { ask } = await aShipped();
      expect(await ask(claim)).toMatchObject({
        status: 200,
        body: { status: 'shipped', fields: { tracking_code: 'VN1', carrier: null } },
      });
    },
  );

  it('answers unknown, wrong and nothing recorded with one text', async () => {
    const { ask } = await aShipped();
    for (const claim of [{ name: 'x' }, {}, { name: 'nguyen van an', sbd: 'Z9' }]) {
      expect(await ask(claim)).toMatchObject({
        status: 400,
        body: { error: 'no shipment recorded for this certificate yet' },
      });
    }
  });

  it('refuses in the order of the wire, and a closed gate burns no captcha', async () => {
    const off = await aCenter({});
    expect(await off.errorOf(lookup, {})).toEqual([400, 'shipment tracking is disabled for this project']);
    const { center, errorOf } = await aShipped();
    expect(await errorOf(lookup, {})).toEqual([400, 'sbd is required']);
    expect(await errorOf(lookup, { sbd: 'A01' })).toEqual([400, 'round_id is required']);
    expect(await errorOf(lookup, { sbd: 'A01', round_id: 'x' })).toEqual([
      400,
      "unknown round_id 'x'; available: ['main']",
    ]);
    const solved = await center.solvedCaptcha();
    const asked = { ...at, name: 'nguyen van an', ...solved };
    center.closeGate('lookup');
    expect((await errorOf(lookup, asked))[0]).toBe(503);
    center.openGates();
    expect((await center.post(lookup, asked)).status).toBe(200);
    expect(await errorOf(lookup, asked)).toEqual([400, 'captcha challenge not found or expired']);
  });

  it('counts 20 a minute', async () => {
    const { ask } = await aShipped();
    const statuses: number[] = [];
    for (let count = 0; count < 21; count += 1) statuses.push((await ask({ name: 'x' })).status);
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 400), 429]);
  });
});
