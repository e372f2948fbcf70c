import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Style sheets, scripts and the icon, which are the same for everybody. */
export const PUBLIC = fileURLToPath(new URL('../../../public', import.meta.url));

/** Changes with any of them: browsers keep what stands at an address with it, and ask for nothing twice. */
export const FINGERPRINT = readdirSync(PUBLIC)
  .sort()
  .reduce((hash, name) => hash.update(name).update(readFileSync(`${PUBLIC}/${name}`)), createHash('sha256'))
  .digest('base64url')
  .slice(0, 12);

/** The address of one of them. */
export const assetUrl = (name: string): string => `/public/${FINGERPRINT}/${name}`;
