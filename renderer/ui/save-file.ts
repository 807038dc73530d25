/** Hands a file to the browser's downloads. */
export function saveFile(file: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has taken the file by then; the address must not outlive the visit.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
