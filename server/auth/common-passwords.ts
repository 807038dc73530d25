/** Of the most common passwords those that are long enough to be taken; shorter ones are refused for their length. */
const common = new Set(
  `password password1 password12 password123 password1234 password12345 password@123 p@ssword p@ssw0rd passw0rd
  pa55word 12345678 123456789 1234567890 0123456789 87654321 987654321 0987654321 11111111 00000000 123123123 123321123
  12341234 12344321 11223344 1122334455 112233445566 147258369 159357159 123654789 987456321 102030405060
  qwertyui qwertyuiop qwerty12 qwerty123 qwerty1234 qwerty12345 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y qazwsxedc 1qaz2wsx
  1qaz2wsx3edc zaq12wsx asdfghjk asdfghjkl zxcvbnm1 zxcvbnm123 asdf1234 abcd1234 abc12345 abcdefgh abcdefghi a1234567
  a12345678 a123456789 aa123456 aa12345678 iloveyou iloveyou1 iloveyou123 princess princess1 sunshine sunshine1
  football football1 baseball baseball1 basketball superman superman1 batman123 michael1 michelle jennifer jordan23
  starwars computer internet whatever trustno1 welcome1 welcome123 letmein1 letmein123 monkey123 dragon123 master123
  shadow123 charlie1 jessica1 ashley123 nicole123 daniel123 liverpool chelsea1 arsenal1 pokemon1 pokemon123 samsung1
  google123 facebook1 facebook123 changeme changeme1 changeme123 change-me secret123 default1 default123 temp1234
  test1234 test12345 testtest testing123 guest123 user1234 username administrator admin123 admin1234 admin12345
  admin123456 admin@123 admin@1234 adminadmin admin2024 admin2025 admin2026 root1234 rootroot superadmin superadmin1
  superuser qwerty@123 abc@12345 abc@1234 pass@123 pass1234 pass12345 pass@word1 mypassword
  matkhau1 matkhau12 matkhau123 matkhau1234 matkhau@123 matkhaumoi anhyeuem anhyeuem1 anhyeuem123 emyeuanh emyeuanh1
  yeuanhnhieu yeuemnhieu motminhanh khongbiet khongnho123 vietnam1 vietnam123 vietnam@123 hanoi123 saigon123 hochiminh
  nguyen123 quangninh truonghoc hocsinh1 hocsinh123 giaovien giaovien1 giaovien123 thitoan123 chungchi chungchi123
  luonvuituoi luonvuituoi123 conyeume123 giadinh123 hoilamgi tinhyeu123 thienthan baobinh1`.split(/\s+/),
);

/** In the built-in list, one character over and over, or a plain run such as `abcdefgh` and `98765432`. */
export function isCommonPassword(password: string): boolean {
  const text = password.toLowerCase();
  return common.has(text) || new Set(text).size === 1 || isRun(text, 1) || isRun(text, -1);
}

function isRun(text: string, step: 1 | -1): boolean {
  for (let at = 1; at < text.length; at += 1) {
    if (text.charCodeAt(at) - text.charCodeAt(at - 1) !== step) return false;
  }
  return true;
}
