import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const webDir = dirname(fileURLToPath(import.meta.url))
const distDir = join(webDir, 'dist')
const stampFile = join(distDir, '.sources')

/** Everything the built pages are made of; the lockfile stands for the libraries. */
const sources = [
  'index.html',
  'package.json',
  'vite.config.ts',
  'tsconfig.json',
  'public/**/*',
  'src/**/*',
  '../sdk/src/**/*.ts',
  '../package-lock.json',
]

/** Builds the pages into `web/dist` unless what stands there was made of the same sources. Answers whether it built. */
export async function buildWeb(options: { force?: boolean } = {}): Promise<boolean> {
  const stamp = hashSources()
  const isFresh = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp
  if (isFresh && options.force !== true) return false

  // Built aside and then put in place, so that a running server never sees half a build.
  const freshDir = join(webDir, `.vite/dist-${process.pid}`)
  await runVite(freshDir)
  writeFileSync(join(freshDir, '.sources'), stamp)
  rmSync(distDir, { recursive: true, force: true })
  renameSync(freshDir, distDir)
  return true
}

function hashSources(): string {
  const hash = createHash('sha256')
  const files = globSync(sources, { cwd: webDir, withFileTypes: true })
  const paths = files.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  for (const path of paths.sort())
    hash.update(path.slice(webDir.length)).update('\0').update(readFileSync(path))
  return hash.digest('hex')
}

/** A process of its own, because Vite sets NODE_ENV for the process that it runs in. */
async function runVite(outDir: string): Promise<void> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js')
  const child = spawn(
    process.execPath,
    [vite, 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'],
    {
      cwd: webDir,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production' },
    },
  )
  const output: string[] = []
  child.stdout.setEncoding('utf8').on('data', (text: string) => output.push(text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => output.push(text))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(`vite build failed with code ${code}:\n${output.join('')}`)
}

if (import.meta.main) {
  const isBuilt = await buildWeb({ force: process.argv.includes('--force') })
  console.log(isBuilt ? 'Built web/dist.' : 'web/dist is fresh.')
}
