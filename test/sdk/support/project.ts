import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import ts from 'typescript'
import { packSdk } from '../../../scripts/sdk/pack.ts'
import { testFile } from '../../support/workspace.ts'
import { findNode20 } from './node20.ts'

/** An empty project outside of this one, into which the packed SDK was installed as anyone would. */
export interface InstalledProject {
  folder: string
  /** Runs a TypeScript module, made to JavaScript, with Node 20, and gives what it printed. */
  run(name: string, source: string, env: Record<string, string>): Promise<string>
}

export function installProject(): InstalledProject {
  const folder = testFile('project')
  mkdirSync(folder)
  const tarball = packSdk(testFile('packed'))
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ name: 'shop', private: true, type: 'module' }),
  )
  const args = [
    'install',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--silent',
    tarball,
  ]
  execFileSync('npm', args, { cwd: folder, stdio: ['ignore', 2, 2] })
  const node = findNode20()
  return {
    folder,
    run: async (name, source, env) => {
      const file = path.join(folder, `${name}.mjs`)
      const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 }
      writeFileSync(file, ts.transpileModule(source, { compilerOptions: options }).outputText)
      const { stdout } = await promisify(execFile)(node, [file], { cwd: folder, env, timeout: 60_000 })
      return stdout.trim()
    },
  }
}
