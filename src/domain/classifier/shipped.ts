// The weights that ship are a compressed file beside this one; nothing else in the domain reads one.
// biome-ignore lint/style/noRestrictedImports: as said above.
import { readFileSync } from 'node:fs';
// biome-ignore lint/style/noRestrictedImports: as said above.
import { brotliDecompressSync } from 'node:zlib';
import { unpackModel, WEIGHTS_FILE } from './model.ts';

/** The model that ships with Banso. */
export const MODEL = unpackModel(brotliDecompressSync(readFileSync(WEIGHTS_FILE)));
