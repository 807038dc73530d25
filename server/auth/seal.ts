import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import type { Random } from '../random.ts';

const nonceBytes = 12;
const tagBytes = 16;

export type Seal = ReturnType<typeof createSeal>;

/** AES-256-GCM: nonce, text, tag. `key` is 32 bytes in base64url. Source: RFC 5116, RFC 5869. */
export function createSeal({ key, random }: { readonly key: string; readonly random: Random }) {
  const derived = Buffer.from(hkdfSync('sha256', Buffer.from(key, 'base64url'), '', 'lvt-second-factor-v1', 32));

  /** `owner` is bound in: a seed moved to another row cannot be opened there. */
  function close(plain: Buffer, owner: string): Buffer {
    const nonce = random.bytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', derived, nonce).setAAD(Buffer.from(owner));
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }

  /** Null where it was sealed with another key or for another owner, or was changed. */
  function open(sealed: Buffer, owner: string): Buffer | null {
    if (sealed.length < nonceBytes + tagBytes) return null;
    const decipher = createDecipheriv('aes-256-gcm', derived, sealed.subarray(0, nonceBytes));
    decipher.setAAD(Buffer.from(owner)).setAuthTag(sealed.subarray(-tagBytes));
    const head = decipher.update(sealed.subarray(nonceBytes, -tagBytes));
    try {
      return Buffer.concat([head, decipher.final()]);
    } catch {
      // The tag is wrong; there is nothing more to tell.
      return null;
    }
  }

  return { close, open };
}
