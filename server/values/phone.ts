/** The last four digits of a phone number, the form used to compare; shorter numbers stand as they are. */
export type PhoneKey = string & { readonly __brand: 'PhoneKey' };

/** Digits only, the last 4; empty where there is no digit, and an empty key matches nothing. Source: upstream api/search.py. */
export function toPhoneKey(phone: string): PhoneKey {
  return phone.replace(/\D/g, '').slice(-4) as PhoneKey;
}

/** As shown to a student: all but the last 3 digits hidden. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return digits === '' ? '' : `${'•'.repeat(Math.max(digits.length - 3, 1))}${digits.slice(-3)}`;
}
