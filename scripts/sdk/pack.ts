import { execFileSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isRecord } from '../local/json.ts'
import { ROOT } from '../local/settings.ts'

/** Workspaces use the sources; whoever installs the package gets what is made of them. */
const EXPORTS = {
  '.': { types: './dist/index.d.ts', default: './dist/index.js' },
  './openapi.json': './dist/generated/openapi.json',
  './*': { types: './dist/*.d.ts', default: './dist/*.js' },
}

/** Builds the SDK and packs it into a folder. Answers with the path of the tarball. */
export function packSdk(out: string): string {
  const staged = path.join(out, 'package')
  rmSync(staged, { recursive: true, force: true })
  mkdirSync(staged, { recursive: true })
  build(path.join(staged, 'dist'))
  writeFileSync(path.join(staged, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`)
  cpSync(path.join(ROOT, 'sdk/README.md'), path.join(staged, 'README.md'))
  cpSync(path.join(ROOT, 'LICENSE'), path.join(staged, 'LICENSE'))
  const args = ['pack', '--silent', '--ignore-scripts', '--pack-destination', out]
  const packed = execFileSync('npm', args, { cwd: staged, encoding: 'utf8', shell: false })
  return path.join(out, packed.trim())
}

function build(dist: string): void {
  const compiler = path.join(ROOT, 'node_modules/typescript/bin/tsc')
  const args = [compiler, '-p', path.join(ROOT, 'sdk/tsconfig.build.json'), '--outDir', dist]
  execFileSync(process.execPath, args, { stdio: ['ignore', 2, 2] })
  for (const file of globSync('**/*.d.ts', { cwd: dist })) nameJavaScript(path.join(dist, file))
  cpSync(path.join(ROOT, 'sdk/src/generated/openapi.json'), path.join(dist, 'generated/openapi.json'))
}

/** The compiler rewrites the imports of JavaScript, and leaves those of declarations as they are. */
function nameJavaScript(file: string): void {
  const source = readFileSync(file, 'utf8')
  writeFileSync(file, source.replaceAll(/(from |import\()(['"])(\.[^'"]+)\.ts\2/g, '$1$2$3.js$2'))
}

function manifest(): object {
  const source: unknown = JSON.parse(readFileSync(path.join(ROOT, 'sdk/package.json'), 'utf8'))
  if (!isRecord(source)) throw new Error('sdk/package.json is no object')
  return { ...source, exports: EXPORTS, files: ['dist'], sideEffects: false, engines: { node: '>=20' } }
}
