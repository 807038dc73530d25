import { pick, type Random } from './random.ts';

const list = (text: string) => text.split(', ');

/** Repeated as often as they are met, roughly: a third of all are Nguyễn. */
const familyNames = list(
  'Nguyễn, Nguyễn, Nguyễn, Nguyễn, Nguyễn, Nguyễn, Nguyễn, Nguyễn, Nguyễn, Nguyễn, Nguyễn, Nguyễn, Nguyễn, Nguyễn, ' +
    'Nguyễn, Nguyễn, Trần, Trần, Trần, Trần, Trần, Trần, Lê, Lê, Lê, Lê, Lê, Phạm, Phạm, Phạm, Phạm, Hoàng, Huỳnh, ' +
    'Phan, Vũ, Võ, Đặng, Bùi, Đỗ, Hồ, Ngô, Dương, Lý, Trịnh, Mai, Tạ, Đinh, Lâm, Phùng, Tô, Vương, Châu, Hứa, Quách, ' +
    'Đoàn, Lương, Cao, Trương, Đào, Tăng, Kiều, Lã',
);
const girls = {
  middle: list(
    'Thị, Ngọc, Thị Thu, Thanh, Bảo, Khánh, Minh, Quỳnh, Phương, Thị Mỹ, Hồng, Thảo, Cẩm, Mỹ, Gia, Kim, Diệu, Tường, Ái',
  ),
  given: list(
    'Anh, Hương, Trang, Linh, Ngân, Hằng, Thảo, Vy, Nhi, Yến, Uyên, Huệ, Thủy, Diễm, Duyên, Mẫn, Ngọc, Quyên, Tuyết, ' +
      'Xuân, Ánh, Châu, Đào, Giang, Hiền, Khuê, Lệ, My, Nguyệt, Oanh, Phượng, Quế, Sương, Thắm, Trúc, Vân, Ý, Mỵ, Thơ, ' +
      'Bưởi, An, Như, Trâm, Tiên, Lan, Mai, Hạnh, Hòa, Hoài, Thùy',
  ),
};
const boys = {
  middle: list(
    'Văn, Đức, Minh, Quang, Hữu, Gia, Quốc, Thanh, Xuân, Tuấn, Hoàng, Đình, Công, Trọng, Nhật, Bảo, Thế, Khắc, Viết, Tiến',
  ),
  given: list(
    'Anh, Huy, Khang, Khoa, Nam, Phúc, Quân, Dũng, Hùng, Thắng, Sơn, Tùng, Việt, Long, Lộc, Lợi, Hiển, Nghĩa, Sĩ, Tự, ' +
      'Thịnh, Kỳ, Phước, Đạt, Đức, Hải, Bình, Cường, Duy, Kiệt, Mạnh, Nhân, Phổ, Quý, Tấn, Trưởng, Vĩ, Vũ, Hợp, Dưỡng, ' +
      'Ngữ, Thuận, Trí, Ẩn, Ổn, Tài, Thiện, Toàn, Trung, Khải',
  ),
};

/** A name as in a class list of the Kinh majority. */
export function vietnameseName(random: Random): string {
  const { middle, given } = random() < 0.5 ? girls : boys;
  return `${pick(random, familyNames)} ${pick(random, middle)} ${pick(random, given)}`;
}

/** A person whose particulars are chosen, because lists hold such people and programs fail on them. */
export type Notable = { readonly name: string; readonly dob?: string; readonly school?: string };

const twins = { dob: '14/02/2013', school: 'Trường THCS Nguyễn Du' };

/** Minority names, twins, the same name and birthday twice, very long and very short names, rare marks. */
export const notables: readonly Notable[] = [
  { name: 'Nguyễn Phước Công Tằng Tôn Nữ Hoàng Thanh Thúy', dob: '05/09/2012', school: 'Trường THCS Lê Quý Đôn' },
  { name: 'H’Hen Niê' },
  { name: 'Y Moan Êban' },
  { name: 'Trần Ngọc Bảo Hân', ...twins },
  { name: 'Trần Ngọc Bảo Hà', ...twins },
  { name: 'Nguyễn Thị Hương', dob: '02/09/2012', school: 'Trường THCS Trần Phú' },
  { name: 'Nguyễn Thị Hương', dob: '02/09/2012', school: 'Trường THCS Đoàn Thị Điểm' },
  { name: 'Đỗ Đức Đạt' },
  { name: 'Ý' },
  { name: 'Lê O' },
  { name: 'Rơ Châm H’Yéo' },
  { name: 'Y Bhăm Niê Kđăm' },
  { name: 'K’Brơi' },
  { name: 'Giàng A Páo' },
  { name: 'Sùng Thị Mỷ' },
  { name: 'Lò Văn Ón' },
  { name: 'Thạch Thị Sa Rây' },
  { name: 'Vàng Mí Sẻ' },
  { name: 'Công Huyền Tôn Nữ Nhã Mẫn Thục Đoan Trang Ái Khanh' },
  { name: 'Lê Hoàng Hiếu Nghĩa Đệ Nhất Thương Tâm Nhân', dob: '29/02/2012' },
  { name: 'Phan Văn Thẳng' },
  { name: 'Phùng Thị Mè' },
  { name: 'Trần Thị Vẽ' },
  { name: 'Đặng Hẹn' },
  { name: 'Bùi Thị Tỏ' },
  { name: 'Võ Lữ Kỵ' },
  { name: 'Hồ Nhữ Kỷ' },
  { name: 'Lưu Thị Bẽn' },
  { name: 'Nguyễn-Smith An' },
  { name: 'Đoàn Chỉ Ngỡ' },
  { name: 'Mã Tử Sử Từ' },
];
