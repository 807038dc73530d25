/** dd/mm/yyyy, by this device's clock; an em dash for a date no calendar has. */
export function showDate(date: Date): string {
  if (Number.isNaN(date.getTime())) return '—';
  return `${twoDigits(date.getDate())}/${twoDigits(date.getMonth() + 1)}/${date.getFullYear()}`;
}

/** dd/mm/yyyy, hh:mm */
export function showMoment(date: Date): string {
  return `${showDate(date)}, ${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
