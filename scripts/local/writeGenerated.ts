import fs from 'node:fs'
import path from 'node:path'
import { ROOT } from './settings.ts'

/** Writes generated files where they differ; called with --check it only says which ones are stale, and fails then. */
export function writeGenerated(files: Readonly<Record<string, string>>): void {
  const check = process.argv.includes('--check')
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(ROOT, name)
    const current = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : ''
    if (current === content) continue
    if (check) {
      process.stderr.write(`${name} is stale: run npm run generate\n`)
      process.exitCode = 1
    } else {
      fs.mkdirSync(path.dirname(file), { recursive: true })
      fs.writeFileSync(file, content)
      process.stderr.write(`wrote ${name}\n`)
    }
  }
}
