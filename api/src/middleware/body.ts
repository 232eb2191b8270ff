import express, { type Request, type RequestHandler } from 'express'
import { DomainError } from '../domain/errors.ts'

/** Reads a JSON body; a body of another type is left unread, and refused by {@link bodyOf}. */
export const readBody: RequestHandler = express.json({
  limit: '256kb',
  // A number alone is valid JSON: the schemas say that it must be an object.
  strict: false,
  verify: (_request, _response, body, charset) => requireUtf8(body, charset),
})

/** A decoder would put U+FFFD in the place of what is not UTF-8, and so change what was sent. */
function requireUtf8(body: Buffer, charset: string): void {
  if (charset !== 'utf-8') {
    throw new DomainError('unsupported_media_type', 'Send the body as UTF-8, without another charset.')
  }
  if (!isUtf8(body)) throw new DomainError('invalid_json', 'The body is not valid UTF-8.')
}

function isUtf8(body: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(body)
    return true
  } catch {
    return false
  }
}

/** A write without any body is the same as one with an empty object. A body that was not read never is. */
export function bodyOf(request: Request): unknown {
  if (request.body !== undefined) return request.body
  if (hasBody(request)) {
    throw new DomainError(
      'unsupported_media_type',
      'Send the body as JSON, with Content-Type: application/json.',
    )
  }
  return {}
}

/** A body is announced by its length, or by how it is sent where the length is not known before. */
function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'
}
