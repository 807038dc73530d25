import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CertConfig } from '../config/cert-config.ts';
import { toNameKey } from '../values/name.ts';
import { readSbd } from '../values/sbd.ts';
import { generateFinalists, generateStudents } from './demo-students.ts';

const config = CertConfig.parse(
  JSON.parse(readFileSync(new URL('../../resources/demo/cert.config.json', import.meta.url), 'utf8')),
);
const wanted = { config, count: 1200, seed: 2026 };
const students = [...generateStudents(wanted)];
const names = students.map(({ full_name: name }) => name ?? '');

describe('the demo students', () => {
  it('are the same for the same seed and others for another', () => {
    expect([...generateStudents(wanted)]).toEqual(students);
    expect([...generateStudents({ ...wanted, seed: 1 })]).not.toEqual(students);
  });

  it('have every letter of Vietnamese among their names and schools, in NFC', () => {
    const text = students.map(({ full_name: name, school }) => `${name ?? ''} ${school ?? ''}`).join(' ');
    expect(text.normalize('NFC')).toBe(text);
    const letters = 'àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ';
    const missing = Array.from(letters).filter((letter) => !text.toLowerCase().includes(letter));
    expect(missing).toEqual([]);
  });

  it('include minority names, a very long name and a name of one letter', () => {
    for (const name of ['H’Hen Niê', 'Y Moan Êban', 'Nguyễn Phước Công Tằng Tôn Nữ Hoàng Thanh Thúy', 'Ý']) {
      expect(names).toContain(name);
    }
  });

  it('include twins, and two who share name and birthday under different numbers', () => {
    const same = students.filter(({ full_name: name, dob }) => name === 'Nguyễn Thị Hương' && dob === '02/09/2012');
    expect(new Set(same.map(({ sbd }) => sbd)).size).toBeGreaterThanOrEqual(2);
    const twins = students.filter(({ dob, school }) => dob === '14/02/2013' && school === 'Trường THCS Nguyễn Du');
    expect(twins.map(({ full_name: name }) => name)).toEqual(
      expect.arrayContaining(['Trần Ngọc Bảo Hân', 'Trần Ngọc Bảo Hà']),
    );
  });

  it('each have a registration number of their own that the form check accepts', () => {
    expect(new Set(students.map(({ sbd }) => sbd)).size).toBe(1200);
    expect(students.every(({ sbd }) => readSbd(sbd).ok)).toBe(true);
  });

  it('fill every column of the config and name only results that have a page', () => {
    for (const student of students) {
      expect(Object.keys(student).sort()).toEqual(
        ['dob', 'full_name', 'grade', 'khoa_hoc', 'phone', 'sbd', 'school', 'tieng_anh', 'toan'].sort(),
      );
      for (const { code, db_col: column } of config.subjects) {
        expect(['', ...Object.keys(config.results[code] ?? {})]).toContain(student[column]);
      }
    }
    const withCertificate = students.filter(({ toan, khoa_hoc: khoa, tieng_anh: anh }) => toan || khoa || anh);
    expect(withCertificate.length).toBeGreaterThan(900);
  });

  it('look like a class list: hundreds of different names, some shared', () => {
    const keys = new Set(names.map(toNameKey));
    expect(keys.size).toBeGreaterThan(800);
    expect(keys.size).toBeLessThan(1200);
  });

  it('send about a third to the final round, under their own numbers', () => {
    const finalists = [...generateFinalists(wanted)];
    expect(finalists.length).toBeGreaterThan(250);
    expect(finalists.length).toBeLessThan(650);
    const bySbd = new Map(students.map((student) => [student['sbd'], student]));
    for (const { sbd, full_name: name } of finalists) expect(bySbd.get(sbd)).toMatchObject({ full_name: name });
  });

  it('are English where the list is to be', () => {
    const [student] = generateStudents({ ...wanted, count: 1, locale: 'en' });
    expect(student?.['full_name']).toMatch(/^[A-ZÀ-Þ]/);
    expect(student?.['school']).toMatch(/School|Academy/);
  });
});
