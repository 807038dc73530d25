import type { RoundConfig } from '../config/cert-config.ts';
import type { TemplateWording } from './draw-template.ts';

/** Nothing is signed, the date is left to be filled in: the first template of a real center. */
export const starterWording: Readonly<Record<'vi' | 'en', Omit<TemplateWording, 'exam'>>> = {
  vi: {
    heading: 'CHỨNG CHỈ',
    certifies: 'chứng nhận thí sinh',
    dob: 'NGÀY SINH',
    grade: 'LỚP',
    school: 'TRƯỜNG',
    subject: 'môn',
    sbd: 'Số báo danh',
    scan: 'Quét mã để kiểm tra thật giả',
    signedAt: '................, ngày ...... tháng ...... năm ..........',
    office: 'GIÁM ĐỐC',
    signer: '',
  },
  en: {
    heading: 'CERTIFICATE',
    certifies: 'is awarded to',
    dob: 'DATE OF BIRTH',
    grade: 'GRADE',
    school: 'SCHOOL',
    subject: 'in',
    sbd: 'Candidate number',
    scan: 'Scan the code to check it is genuine',
    signedAt: 'Date: .................................',
    office: 'DIRECTOR',
    signer: '',
  },
};

/** The demo center's: signed and stamped by somebody who does not exist. */
export function demoWording({ label }: RoundConfig): TemplateWording {
  return {
    ...starterWording.vi,
    exam: `Kỳ thi Tài năng Toán, Khoa học và Tiếng Anh, ${label.charAt(0).toLowerCase()}${label.slice(1)}`,
    signedAt: 'Thành phố Hồ Chí Minh, ngày 20 tháng 11 năm 2026',
    signer: 'TS. Đặng Hữu Nghĩa',
  };
}
