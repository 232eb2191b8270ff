// Runs a program that knows nothing of lifelines (Postgres, anvil, a test runner) and stops it, with whatever it has
// started in its group, when the lifeline closes.
// Usage: node guard.ts <stop signal> <uid or -> <gid or -> <command> [arguments…]
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { onLifelineClosed } from './lifeline.ts'
import { signalGroup } from './processGroup.ts'

const KILL_AFTER_MS = 8_000
const [stopSignal = '', uid = '-', gid = '-', command = '', ...args] = process.argv.slice(2)

function parseSignal(name: string): NodeJS.Signals {
  if (name === 'SIGINT' || name === 'SIGTERM') return name
  throw new Error(`guard.ts: the stop signal must be SIGINT or SIGTERM, not "${name}".`)
}

const signal = parseSignal(stopSignal)
const { LIFELINE_FD: _, ...env } = process.env
const child = spawn(command, args, {
  env,
  stdio: 'inherit',
  ...(uid === '-' ? {} : { uid: Number(uid), gid: Number(gid) }),
})

let stopping = false
function stop(): void {
  if (stopping) return
  stopping = true
  // The guard leads its group and gets this signal too, which then finds it stopping already.
  signalGroup(process.pid, signal)
  setTimeout(() => signalGroup(process.pid, 'SIGKILL'), KILL_AFTER_MS).unref()
}

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop)
onLifelineClosed(stop)
child.on('error', (error) => {
  process.stderr.write(`${command}: ${error.message}\n`)
  process.exit(127)
})
child.on('exit', (code, by) => process.exit(by ? 128 + constants.signals[by] : (code ?? 1)))
