// SPDX-License-Identifier: MIT
// Types of nogpu/globals; importing it defines what the host lacks of window, document, Image, ….

/** RGBA samples of 8 or 16 bits, the top row first, not premultiplied. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8Array | Uint8ClampedArray | Uint16Array;
}

/** Adds a decoder of encoded images, asked before those that are there; PNG needs none. */
export function registerImageDecoder(
  accepts: (bytes: Uint8Array) => boolean,
  decoder: (bytes: Uint8Array) => Pixels | Promise<Pixels>,
): void;

/**
 * Gives canvases of this package 2D contexts: those of another package's canvases, such as createCanvas of
 * @napi-rs/canvas makes.
 */
export function registerCanvas2D(
  create: (
    width: number,
    height: number,
  ) => { width: number; height: number; getContext(id: string): any },
): void;
