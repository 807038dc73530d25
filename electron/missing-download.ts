/**
 * One line for what could not be fetched while packaging, and how else it can be had; null where the failure is of
 * another kind. `said` is electron-builder's output. Source: electron-builder 26.
 */
export function explainMissing(said: string): string | null {
  const why = /(?:getaddrinfo )?(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH)\b/.exec(said)?.[1];
  const isRefused = /(status code|HTTP) ?(403|404|407|5\d\d)|Request timed out/i.exec(said)?.[0];
  const reason = why ?? isRefused;
  if (reason === undefined) return null;
  const { what, remedy } = missingThing(said);
  return `not made: ${what} could not be downloaded (${reason}). ${remedy}`;
}

function missingThing(said: string) {
  const target = [...said.matchAll(/building\s+target=([\w.-]+)/g)].at(-1)?.[1];
  if (target !== undefined) {
    const own = target === 'deb' || target === 'rpm' ? ', or USE_SYSTEM_FPM=true with fpm installed' : '';
    return {
      what: `the tool that makes ${target} files`,
      remedy: `Set ELECTRON_BUILDER_BINARIES_MIRROR to a mirror of it${own}; --dir needs none.`,
    };
  }
  const version = /electron=([\d.]+)/.exec(said)?.[1] ?? '';
  return {
    what: `Electron ${version}`.trim(),
    remedy: 'Set ELECTRON_MIRROR to a mirror of it, or name an unpacked one with -- -c.electronDist=FOLDER.',
  };
}
