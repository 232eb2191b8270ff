import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const hardhat = fileURLToPath(new URL('../node_modules/hardhat/dist/src/cli.js', import.meta.url))
const invariantDepth = 500

type Outcome = { passed: boolean; output: string }

/** Runs Node on the given arguments and shows what it prints while it prints it. */
function run(args: string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, HARDHAT_DISABLE_TELEMETRY: 'true', FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      process.stdout.write(text)
    })
    child.on('error', reject).on('close', (code) => resolve({ passed: code === 0, output }))
  })
}

function sum(output: string, pattern: RegExp): number {
  let total = 0
  for (const [, count] of output.matchAll(pattern)) total += Number(count)
  return total
}

async function main(args: string[]): Promise<void> {
  if (args.includes('--help')) {
    console.log(
      'Runs the Solidity and TypeScript tests of the contracts, and prints how many tests and fuzz runs passed.',
    )
    return
  }
  const solidity = await run([hardhat, 'test', 'solidity'])
  const typescript = await run(['--test', '--test-reporter=spec', 'test/contracts/*.test.ts'])
  const tests = sum(solidity.output, /(\d+) passing/g) + sum(typescript.output, /pass (\d+)/g)
  const fuzzRuns = sum(solidity.output, /testFuzz_\S+ \(runs: (\d+)\)/g)
  const invariantCalls = sum(solidity.output, /invariant_\S+ \(runs: (\d+)\)/g) * invariantDepth
  console.log(`contracts: ${tests} tests passed, ${fuzzRuns} fuzz runs, ${invariantCalls} invariant calls`)
  process.exitCode = solidity.passed && typescript.passed ? 0 : 1
}

await main(process.argv.slice(2))
