import { writeSync } from 'node:fs'
import pg from 'pg'
import { EX_TEMPFAIL } from './exitCode.ts'

const STDERR = 2

/**
 * Ends this process once a database connection breaks. Ponder commits without waiting for the disk, and once it is connected
 * again it goes on from what it has in memory. What a crash of Postgres, or a switch to a replica, took back of what was
 * committed would then be missing for ever, and no check would tell. Who starts anew reads what is there.
 */
export function endWithDatabase() {
  const { emit } = pg.Client.prototype
  pg.Client.prototype.emit = function (event: string | symbol, ...details: unknown[]) {
    // Told once, and only of a connection that was not ended by us.
    if (event === 'error') end(details[0])
    return emit.call(this, event, ...details)
  }
}

function end(error: unknown): never {
  const detail = error instanceof Error ? error.message : String(error)
  writeSync(STDERR, `${JSON.stringify({ level: 'error', msg: 'Ponder lost its database', detail })}\n`)
  process.exit(EX_TEMPFAIL)
}
