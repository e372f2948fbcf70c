/** Whether the address of a database names one on a PostgreSQL server. */
export const namesPostgres = (address: string): boolean => /^postgres(?:ql)?:\/\/\S+$/.test(address);

/** An address as it may be printed: without the password in it. */
export function withoutPassword(address: string): string {
  const url = URL.parse(address);
  if (!url) return 'the address of the database';
  url.password = '';
  return url.href;
}
