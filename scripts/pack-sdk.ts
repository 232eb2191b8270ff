// `npm run pack:sdk`: builds the SDK to JavaScript and types, and packs it as npm publishes it.

import path from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT } from './local/settings.ts'
import { packSdk } from './sdk/pack.ts'

const HELP = `Usage: npm run pack:sdk [-- --out <folder>]

Builds sdk/ to JavaScript and type declarations and writes the tarball, as npm would publish it, to .florin/sdk.
`

const { values } = parseArgs({
  options: { help: { type: 'boolean', short: 'h' }, out: { type: 'string', default: '.florin/sdk' } },
})
if (values.help) process.stdout.write(HELP)
else process.stdout.write(`${packSdk(path.resolve(ROOT, values.out))}\n`)
