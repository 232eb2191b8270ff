import type { RequestHandler } from 'express'
import helmet from 'helmet'
import type { ServeConfig } from './config.ts'

/** A page that asks for signatures loads nothing from elsewhere, is framed by nobody, and tells nobody its address. */
export function securityHeaders({ apiUrl, rpcOrigins }: ServeConfig): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        // Wallets announce their icons as data: URLs (EIP-6963).
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", ...new Set([new URL(apiUrl).origin, ...rpcOrigins])],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // The checkout token stands in the address.
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    // The host's proxy decides for its other names.
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
  })
}
