// `npm run reset`: forgets every sandbox of this clone, its databases, keys and logs included.
import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { loadDotenv } from './local/dotenv.ts'
import { readOptions } from './local/options.ts'
import { removePostgresHome } from './local/postgresHome.ts'
import { AlreadyRunningError, takeRunningLock } from './local/runningLock.ts'
import { florinDir } from './local/settings.ts'

const HELP = `Usage: npm run reset
Removes what npm start keeps in .florin, or in FLORIN_DIR: databases, deployments, keys, logs. Nothing else there.
`

/** All that Florin ever makes in its folder. Whatever else lies there belongs to somebody else. */
const OURS = ['postgres', 'deployments', 'logs', 'screenshots', 'keys.json', 'running.json', 'lock']

readOptions(HELP, {})
loadDotenv()

const dir = florinDir(process.env)
if (!existsSync(dir)) {
  process.stderr.write(`There is nothing to forget: ${dir} does not exist.\n`)
  process.exit(0)
}
try {
  takeRunningLock(dir)
} catch (error) {
  if (!(error instanceof AlreadyRunningError)) throw error
  process.stderr.write(`Florin runs in this clone: stop it first. ${error.message}\n`)
  process.exit(1)
}
removePostgresHome(path.join(dir, 'postgres'))
for (const name of OURS) rmSync(path.join(dir, name), { recursive: true, force: true })
const left = readdirSync(dir)
if (left.length === 0) rmdirSync(dir)
process.stderr.write(
  left.length === 0 ? `Removed ${dir}.\n` : `Emptied ${dir}, but for what is not ours: ${left.join(', ')}.\n`,
)
