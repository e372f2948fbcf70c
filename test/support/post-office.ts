import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';
import type { Test } from 'tap';

type Letter = { to: string[]; raw: string; subject: string; text: string };
/**
 * What the server does with a letter: takes it, refuses it for now or for good, or dies before it answers.
 */
export type Manner = 'accept' | 'later' | 'refuse' | 'die' | 'slow';

/** A real SMTP server in the test's process. */
export class PostOffice {
  readonly letters: Letter[] = [];
  readonly url: string;
  manner: Manner = 'accept';
  readonly #server: SMTPServer;

  private constructor(server: SMTPServer, port: number) {
    this.#server = server;
    this.url = `smtp://127.0.0.1:${port}`;
  }

  static async open(t: Test): Promise<PostOffice> {
    let office: PostOffice | null = null;
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onRcptTo(_address, _session, callback) {
        if (office?.manner === 'refuse')
          callback(Object.assign(new Error('no such mailbox'), { responseCode: 550 }));
        else callback();
      },
      onData(stream, session, callback) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const raw = Buffer.concat(chunks).toString('utf8');
          const keep = (): void => {
            office?.letters.push({
              to: session.envelope.rcptTo.map(({ address }) => address),
              raw,
              ...read(raw),
            });
            callback();
          };
          if (office?.manner === 'later')
            callback(Object.assign(new Error('try again'), { responseCode: 451 }));
          else if (office?.manner === 'die') server.close();
          else if (office?.manner === 'slow') setTimeout(keep, 300);
          else keep();
          if (office?.manner === 'die')
            for (const connection of server.connections)
              (connection as { _socket?: { destroy(): void } })._socket?.destroy();
        });
      },
    });
    const listener = server.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const address = listener.address();
    office = new PostOffice(server, typeof address === 'object' && address ? address.port : 0);
    t.teardown(() => office?.close());
    return office;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

/** Subject and text of a plain mail in UTF-8. */
function read(raw: string): { subject: string; text: string } {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const unfolded = head.replace(/\r\n[ \t]+/g, ' ');
  const subject = /^Subject: (.*)$/m.exec(unfolded)?.[1] ?? '';
  const encoded = rest.join('\r\n\r\n');
  const isBase64 = /Content-Transfer-Encoding: base64/i.test(head);
  const isQuoted = /Content-Transfer-Encoding: quoted-printable/i.test(head);
  const unquoted = Buffer.from(
    encoded
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
  const words = subject
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?(.*?)\?=/gi, (_, kind: string, text: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString('utf8')
        : Buffer.from(
            text
              .replaceAll('_', ' ')
              .replace(/=([0-9A-F]{2})/g, (__, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
            'latin1',
          ).toString('utf8'),
    );
  return {
    subject: words,
    text: isBase64 ? Buffer.from(encoded, 'base64').toString('utf8') : isQuoted ? unquoted : encoded,
  };
}
