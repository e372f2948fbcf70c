/** Whether the address of a database names one on a PostgreSQL server. */
export const namesPostgres = (address: string): boolean => /^postgres(?:ql)?:\/\/\S+$/.test(address);

/** An address as it may be printed: without a password, wherever it stands in it. */
export function withoutPassword(address: string): string {
  const url = URL.parse(address);
  if (!url) return 'the address of the database';
  url.password = '';
  url.search = '';
  return url.href;
}
