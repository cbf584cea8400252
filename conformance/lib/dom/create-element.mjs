// SPDX-License-Identifier: MIT
// Which class an element's name has.
import { HTMLCanvasElement } from './canvas.mjs';
import { HTMLElement, HTMLStyleElement } from './elements.mjs';
import { HTMLImageElement } from './images.mjs';
import { HTMLIFrameElement, HTMLVideoElement } from './media.mjs';
import { needs } from './page.mjs';
import { HTMLScriptElement } from './scripts.mjs';

const CLASSES = { script: HTMLScriptElement, canvas: HTMLCanvasElement, style: HTMLStyleElement };
const SPECIAL = { img: HTMLImageElement, video: HTMLVideoElement, iframe: HTMLIFrameElement };
export function createElement(name) {
  name = String(name).toLowerCase();
  if (SPECIAL[name]) return new SPECIAL[name]();
  if (name === 'svg' || name === 'audio' || name === 'object') needs(name + ' element');
  return new (CLASSES[name] ?? HTMLElement)(name);
}
