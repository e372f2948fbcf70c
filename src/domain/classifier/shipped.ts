// The models that ship are compressed files beside this one; nothing else in the domain reads one.
// biome-ignore lint/style/noRestrictedImports: as said above.
import { readFileSync } from 'node:fs';
// biome-ignore lint/style/noRestrictedImports: as said above.
import { brotliDecompressSync } from 'node:zlib';
import { type Model, readModel, WEIGHTS_FILE } from './model.ts';
import { ORDER_FILE, type OrderFile, type OrderModel, readOrderModel } from './order-model.ts';

let model: Model | undefined;

/** The model that ships with Banso, read when it is first asked for. */
export function shippedModel(): Model {
  model ??= readModel(brotliDecompressSync(readFileSync(WEIGHTS_FILE)));
  return model;
}

let orderFile: OrderFile | undefined;
const orderModels: Partial<Record<'ja' | 'en', OrderModel>> = {};

/** The order of words in a language, read when it is first asked for. */
export function orderModelOf(language: 'ja' | 'en'): OrderModel {
  orderFile ??= JSON.parse(brotliDecompressSync(readFileSync(ORDER_FILE)).toString()) as OrderFile;
  orderModels[language] ??= readOrderModel(orderFile[language]);
  return orderModels[language];
}
