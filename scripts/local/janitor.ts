// Removes the files it is given when the lifeline closes, so that even a killed start leaves no stale file.
// Usage: node janitor.ts <file>…
import { rmSync } from 'node:fs'
import { onLifelineClosed } from './lifeline.ts'

function clean(): void {
  for (const file of process.argv.slice(2)) rmSync(file, { force: true })
  process.exit(0)
}

// The lifeline alone does not keep this process up.
const alive = setInterval(() => {}, 2 ** 30)
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, clean)
onLifelineClosed(() => {
  clearInterval(alive)
  clean()
})
