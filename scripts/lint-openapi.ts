// Lints sdk/src/generated/openapi.json by the rules of redocly.yaml. Warnings fail it too, and it asks nothing of the network.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { readOptions } from './local/options.ts'
import { ROOT } from './local/settings.ts'

readOptions('Usage: node scripts/lint-openapi.ts\nLints the OpenAPI document.\n', {})

const manifest = createRequire(import.meta.url).resolve('@redocly/cli/package.json')
const cli = path.join(path.dirname(manifest), 'bin/cli.js')
const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'lint', 'florin', '--format=stylish'], {
  cwd: ROOT,
  encoding: 'utf8',
  env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' },
})
const isClean = status === 0 && !/\bwarn/i.test(stdout + stderr)
process.stderr.write(`${stdout}${stderr}`)
process.exitCode = isClean ? 0 : 1
