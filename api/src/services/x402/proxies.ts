import type { X402Scheme } from '../../domain/x402.ts'

/** x402's own proxies before Permit2, at the same address on every chain that has them. They hold no money. */
export const PROXIES: Record<X402Scheme, `0x${string}`> = {
  exact: '0x402085c248eea27d92e8b30b2c58ed07f9e20001',
  upto: '0x4020a4f3b7b90cca423b9fabcc0ce57c6c240002',
}
