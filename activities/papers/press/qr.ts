import { create, toBuffer } from 'qrcode';

/** Level M stays readable with a stamp's edge across it. */
const OPTIONS = { errorCorrectionLevel: 'M' } as const;

/** A code as vector image without a quiet zone, which the layout leaves. */
export function qrSvg(text: string): string {
  const { modules } = create(text, OPTIONS);
  const { size, data } = modules;
  const dark = [...data.keys()].filter((at) => data[at]);
  const path = dark.map((at) => `M${at % size} ${Math.floor(at / size)}h1v1h-1z`).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${path}"/></svg>`;
}

export const qrPng = (text: string): Promise<Buffer> => toBuffer(text, { ...OPTIONS, margin: 0, scale: 8 });
