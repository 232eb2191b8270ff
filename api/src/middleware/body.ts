import express, { type Request, type RequestHandler } from 'express'
import { DomainError } from '../domain/errors.ts'

/** Reads a JSON body; a body of another type is left unread, and refused by {@link bodyOf}. */
export const readBody: RequestHandler = express.json({ limit: '256kb', strict: true })

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
