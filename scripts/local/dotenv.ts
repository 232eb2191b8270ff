import { existsSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './settings.ts'

/** Reads this clone's .env, if there is one. What the environment itself says wins. */
export function loadDotenv(): void {
  const file = path.join(ROOT, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
}
