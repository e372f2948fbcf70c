import {
  type KyselyPlugin,
  type OperationNode,
  type PluginTransformQueryArgs,
  type RootOperationNode,
  TableNode,
} from 'kysely';
import type { Database } from './database.ts';
import type { Tables } from './schema.ts';

/**
 * Whose every row stands alone: nothing else is decided by it at the same moment, so that one statement may
 * write it. Everything else is written through `inTransaction`, which a new table is held to from the start.
 */
export const ALONE: readonly (keyof Tables)[] = [
  'account_events',
  'account_links',
  'answered_forms',
  'candidate_sessions',
  'heartbeat',
  'kept_pages',
  'known_browsers',
  'levels_seen',
  'outbox',
  'owners',
  'recovery_codes',
  'sessions',
  'setup_code',
  'sign_in_failures',
];
const MAY_STAND_ALONE: ReadonlySet<string> = new Set(ALONE);

class Door implements KyselyPlugin {
  transformQuery({ node }: PluginTransformQueryArgs): RootOperationNode {
    const table = writtenBy(node);
    if (table !== null && !MAY_STAND_ALONE.has(table))
      throw new Error(`${table} is written past inTransaction, the one door for changes`);
    return node;
  }

  async transformResult<Result>({ result }: { result: Result }): Promise<Result> {
    return result;
  }
}

/** The database as the server uses it: what belongs together cannot be written outside a transaction. */
export const behindDoor = (db: Database): Database => db.withPlugin(new Door());

/** The table that a statement writes to; null where it reads. */
function writtenBy(node: RootOperationNode): string | null {
  switch (node.kind) {
    case 'InsertQueryNode':
      return node.into?.table.identifier.name ?? null;
    case 'UpdateQueryNode':
      return node.table ? nameOf(node.table) : null;
    case 'DeleteQueryNode':
      return node.from.froms[0] ? nameOf(node.from.froms[0]) : null;
    default:
      return null;
  }
}

const nameOf = (node: OperationNode): string =>
  TableNode.is(node) ? node.table.identifier.name : 'something that is no table';
