import type { RequestHandler } from 'express';
import multer from 'multer';

/** Reads a form with one file in the field `file`, in memory: it goes to the database whole. */
export function multipart(fileBytes: number): RequestHandler {
  const limits = { fileSize: fileBytes, files: 1, fields: 20, fieldSize: 10_000, parts: 25 };
  return multer({ storage: multer.memoryStorage(), limits, defParamCharset: 'utf8' }).single('file');
}
