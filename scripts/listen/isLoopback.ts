const NAMES = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Whether a URL names the machine that asks for it. */
export function isLoopback({ hostname }: URL): boolean {
  return NAMES.test(hostname)
}
