/** A row of a list under the columns of `aConfig`; the test changes what it is about. `round` is the round's id. */
export type StudentRow = Readonly<Record<string, string>> & { readonly round?: string };

export function aStudent(changes: Readonly<Record<string, string>> = {}): StudentRow {
  return {
    sbd: 'A01',
    full_name: 'Nguyễn Văn An',
    dob: '01-02-2010',
    school: 'THCS Trần Phú',
    grade: '8',
    phone: '0912345678',
    ward: 'Hồng Hải',
    toan: 'Giải Nhất',
    van: '',
    ...changes,
  };
}
