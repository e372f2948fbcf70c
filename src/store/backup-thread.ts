import { workerData } from 'node:worker_threads';
import { backUp } from './copies.ts';

/** Makes one backup and ends; a failure ends it with an error. */
const { file, target } = workerData as { file: string; target: string };
backUp(file, target);
