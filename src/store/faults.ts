/** What SQLite says of a file that is locked, full, read-only, gone or damaged. */
const SQLITE = /^SQLITE_(?:FULL|IOERR|BUSY|LOCKED|READONLY|CANTOPEN|CORRUPT|NOTADB|PERM|ABORT)/;

/**
 * What PostgreSQL says of a connection that broke (08), no room (53), a shutdown or a statement that was
 * ended (57), a server that only reads (25006), a lock that another holds (55P03), and a change that has to
 * be begun anew (40).
 */
const POSTGRES = /^(?:08\w{3}|53\w{3}|57\w{3}|25006|25P03|55P03|40001|40P01)$/;

/** What the system says of a server that cannot be reached. */
const NETWORK = /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** What the driver says of the same without a code. */
const UNCODED =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Whether the database could not be read or written just now: whoever tries later may succeed. */
export function isStorageFault(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return [SQLITE, POSTGRES, NETWORK].some((each) => each.test(code));
  return error instanceof Error && UNCODED.test(String(message));
}
