import type { Socket } from 'node:net';

const STATUSES: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

const PAGE = `<!doctype html>
<html lang="ja">
<meta charset="utf-8">
<title>Banso</title>
<p>このリクエストは読み取れませんでした。前のページに戻り、もう一度お試しください。</p>
<p lang="en">This request could not be read. Please go back and try again.</p>
</html>
`;

/** Answers what is no HTTP, too long or too slow: before there is a request, so without a language or a layout. */
export function answerUnreadable(error: { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const head = [
    `HTTP/1.1 ${STATUSES[error.code ?? ''] ?? '400 Bad Request'}`,
    'Content-Type: text/html; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(PAGE)}`,
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options: nosniff',
    'Referrer-Policy: no-referrer',
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${PAGE}`);
}
