// The models that ship are compressed files beside this one; nothing else in the domain reads one.
// biome-ignore lint/style/noRestrictedImports: as said above.
import { readFileSync } from 'node:fs';
// biome-ignore lint/style/noRestrictedImports: as said above.
import { brotliDecompressSync } from 'node:zlib';
import { unpackModel, WEIGHTS_FILE } from './model.ts';
import { ORDER_FILE, type OrderFile, type OrderModel, readOrderModel } from './order-model.ts';

/** The model that ships with Banso. */
export const MODEL = unpackModel(brotliDecompressSync(readFileSync(WEIGHTS_FILE)));

const orderModels = new Map<string, OrderModel>();

/** The order of words in a language, read when it is first asked for. */
export function orderModelOf(language: 'ja' | 'en'): OrderModel {
  if (orderModels.size === 0) {
    const file: OrderFile = JSON.parse(brotliDecompressSync(readFileSync(ORDER_FILE)).toString());
    for (const [own, model] of Object.entries(file)) orderModels.set(own, readOrderModel(model));
  }
  return orderModels.get(language) as OrderModel;
}
