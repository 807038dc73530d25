const tcvn3 =
  'A1ĂA2ÂA3ÊA4ÔA5ƠA6ƯA7ĐA8ăA9âAAêABôACơADưAEđB5àB6ảB7ãB8áB9ạBBằBCẳBDẵBEắC6ặC7ầC8ẩC9ẫCAấCBậCCèCEẻCFẽD0éD1ẹD2ềD3ểD4ễD5ếD6ệD7ìD8ỉDCĩDDíDEịDFòE1ỏE2õE3óE4ọE5ồE6ổE7ỗE8ốE9ộEAờEBởECỡEDớEEợEFùF1ủF2ũF3úF4ụF5ừF6ửF7ữF8ứF9ựFAỳFBỷFCỹFDýFEỵ';
const vni: Readonly<Record<string, string>> = {
  ă: 'aê', ắ: 'aé', ằ: 'aè', ẳ: 'aú', ẵ: 'aü', ặ: 'aë', â: 'aâ', ấ: 'aá', ầ: 'aà', ẩ: 'aå', ẫ: 'aã', ậ: 'aä',
  á: 'aù', à: 'aø', ả: 'aû', ã: 'aõ', ạ: 'aï', é: 'eù', è: 'eø', ẻ: 'eû', ẽ: 'eõ', ẹ: 'eï', ê: 'eâ', ế: 'eá', ề: 'eà',
  ể: 'eå', ễ: 'eã', ệ: 'eä', í: 'í', ì: 'ì', ỉ: 'æ', ĩ: 'ó', ị: 'ò', ó: 'où', ò: 'oø', ỏ: 'oû', õ: 'oõ', ọ: 'oï',
  ô: 'oâ', ố: 'oá', ồ: 'oà', ổ: 'oå', ỗ: 'oã', ộ: 'oä', ơ: 'ô', ớ: 'ôù', ờ: 'ôø', ở: 'ôû', ỡ: 'ôõ', ợ: 'ôï',
  ú: 'uù', ù: 'uø', ủ: 'uû', ũ: 'uõ', ụ: 'uï', ư: 'ö', ứ: 'öù', ừ: 'öø', ử: 'öû', ữ: 'öõ', ự: 'öï', ý: 'yù', ỳ: 'yø',
  ỷ: 'yû', ỹ: 'yõ', ỵ: 'î', đ: 'ñ',
}; // prettier-ignore

/** Unicode text as a TCVN3 (.VnTime) document holds it, as Latin-1 characters; only capitals that have a byte. */
export function asTcvn3(text: string): string {
  const bytes = new Map(Array.from(tcvn3.matchAll(/([0-9A-F]{2})(\P{ASCII})/gu), ([, hex, letter]) => [letter, hex]));
  return Array.from(text.normalize('NFC'), (letter) => {
    const hex = bytes.get(letter) ?? bytes.get(letter.toLowerCase());
    return hex === undefined ? letter : String.fromCharCode(parseInt(hex, 16));
  }).join('');
}

/** Unicode text as a VNI-Windows document holds it, as Latin-1 characters. */
export function asVni(text: string): string {
  return Array.from(text.normalize('NFC'), (letter) => {
    const small = vni[letter.toLowerCase()];
    if (small === undefined) return letter;
    return letter === letter.toLowerCase() ? small : small.toUpperCase();
  }).join('');
}
