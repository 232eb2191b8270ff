import type { Client, Connection } from 'pg'

/** Writes rows, each a line of Postgres's text format, by COPY; `pg` itself speaks the protocol but for this. */
export function copyInto(db: Client, table: string, lines: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    db.query({
      submit: (connection: Connection) => connection.query(`copy ${table} from stdin`),
      handleCopyInResponse(connection: Connection) {
        connection.stream.write(message('d', lines.map((line) => `${line}\n`).join('')))
        connection.stream.write(message('c', ''))
      },
      handleCommandComplete() {},
      handleReadyForQuery: () => resolve(),
      handleError: (error: Error) => reject(error),
    })
  })
}

/** A message of Postgres's protocol: its kind, its length and its text. */
function message(kind: 'd' | 'c', text: string): Buffer {
  const body = Buffer.from(text)
  const head = Buffer.alloc(5)
  head.write(kind)
  head.writeUInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}
