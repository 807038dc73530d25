export const studentColumns = ['sbd', 'full_name', 'dob', 'school', 'grade', 'phone', 'ward', 'toan', 'van'];
const families = words('Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Lê Phạm Huỳnh Hoàng Phan Vũ Võ Đặng Bùi Đỗ Ngô Lý H’Hen');
const middles = words('Văn Thị Thị Quốc Minh Ngọc Thanh Gia Bảo Khánh Đức Hữu Thùy Phương Quỳnh Tuấn Xuân Kim');
const givens = words(
  `An Anh Bình Châu Chi Cường Dũng Duy Đạt Đào Giang Hà Hân Hiếu Hoa Huy Hưởng Khang Khoa Khuê Kiệt Lan Linh Long Mai
   Nam Ngân Nhi Nhung Phong Phúc Quân Quyền Sơn Tâm Thảo Trang Trâm Trí Tú Uyên Ứng Vân Việt Vy Yến`,
);

/** As unlike each other as those of a province: three quarters of the names and nearly every name with date once. */
export function studentRows(count: number): string[][] {
  const upTo = seeded(20_260_101);
  const any = (list: readonly string[]) => list[upTo(list.length)] ?? '';
  const two = (value: number) => String(value).padStart(2, '0');
  return Array.from({ length: count }, (_, index) => [
    `${100_000 + index}`,
    [any(families), any(middles), ...(upTo(3) > 0 ? [any(givens)] : []), any(givens)].join(' '),
    `${two(upTo(28) + 1)}/${two(upTo(12) + 1)}/${2005 + upTo(8)}`,
    `THCS ${any(givens)} ${upTo(300)}`,
    `${upTo(5) + 5}A${upTo(9) + 1}`,
    `09${10_000_000 + upTo(90_000_000)}`,
    `Phường ${upTo(20)}`,
    any(['Giải Nhất', 'Giải Nhì', '', '']),
    any(['Đạt', '']),
  ]);
}

/** The same numbers at every run. Source: Numerical Recipes, a quick linear congruential generator. */
function seeded(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

function words(text: string): readonly string[] {
  return text.split(/\s+/);
}
