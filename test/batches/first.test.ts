import { runBatch } from '../support/batches.ts';

await runBatch(0);
