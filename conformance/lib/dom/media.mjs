// SPDX-License-Identifier: MIT
// Video and frames, which only a browser has: elements that say so when a page gives them one.
import { HTMLElement, urlAttr } from './elements.mjs';
import { needs } from './page.mjs';

export class HTMLVideoElement extends HTMLElement {
  constructor() {
    super('video');
    this.readyState = 0;
    this.currentTime = 0;
    this.paused = true;
    this.videoWidth = 0;
    this.videoHeight = 0;
  }
  attributeSet(k, v) {
    super.attributeSet(k, v);
    if (k === 'src') needs('video');
  }
  canPlayType() {
    needs('video');
    return '';
  }
  play() {
    needs('video');
    return Promise.reject(new DOMException('no video', 'NotSupportedError'));
  }
  pause() {}
  load() {}
}

Object.defineProperty(HTMLVideoElement.prototype, 'src', urlAttr('src'));
export class HTMLIFrameElement extends HTMLElement {
  constructor() {
    super('iframe');
    needs('iframe');
  }
}
