/** A name that every file system takes. Source: upstream pdf/filename.py. */
export function toFileName(name: string): string {
  const bare = name
    .normalize('NFKC')
    .replace(/[\u0000-\u001f\u007f-\u009f<>:"/\\|?*]+/g, '_')
    .replace(/\s+/g, ' ');
  return bare.replace(/^[. ]+|[. ]+$/g, '') || 'certificate';
}
