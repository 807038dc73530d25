/** The last four digits of a phone number, the form used to compare; shorter numbers stand as they are. */
export type PhoneKey = string & { readonly __brand: 'PhoneKey' };

/** Digits only, the last 4; empty where there is no digit, and an empty key matches nothing. Source: upstream api/search.py. */
export function toPhoneKey(phone: string): PhoneKey {
  const last = phone.slice(-4);
  return (isFourDigits(last) ? last : lastDigits(phone)) as PhoneKey;
}

function lastDigits(phone: string): string {
  return phone.replace(/\D/g, '').slice(-4);
}

/** What nearly every number ends with, and quick to tell. */
function isFourDigits(text: string): boolean {
  if (text.length !== 4) return false;
  for (let index = 0; index < 4; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

/** As shown to a student: all but the last 3 digits hidden. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return digits === '' ? '' : `${'•'.repeat(Math.max(digits.length - 3, 1))}${digits.slice(-3)}`;
}
