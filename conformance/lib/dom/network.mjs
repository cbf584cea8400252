// SPDX-License-Identifier: MIT
// fetch, XMLHttpRequest and blob URLs, over the checkout's files.
import { define } from './define.mjs';
import { Target } from './events.mjs';
import { blobs, loadEnd, loadStart, ORIGIN, readUrl, resolve } from './page.mjs';

export function installNetwork() {
  URL.createObjectURL = (b) => {
    const u = `blob:${ORIGIN}/${blobs.size}`;
    const p = b.arrayBuffer();
    blobs.set(u, null);
    loadStart();
    p.then((a) => {
      blobs.set(u, Buffer.from(a));
      loadEnd();
    });
    return u;
  };
  URL.revokeObjectURL = () => {};
  define('fetch', async (u) => {
    const b = readUrl((u && u.url) || u);
    return new Response(b ?? 'not found', { status: b ? 200 : 404 });
  });
  define(
    'XMLHttpRequest',
    class XMLHttpRequest extends Target {
      constructor() {
        super();
        this.readyState = 0;
        this.status = 0;
        this.responseType = '';
        this.response = null;
      }
      open(m, u, async = true) {
        this.u_ = u;
        this.async_ = async;
        this.readyState = 1;
      }
      overrideMimeType() {}
      setRequestHeader() {}
      abort() {}
      getResponseHeader() {
        return null;
      }
      getAllResponseHeaders() {
        return '';
      }
      send() {
        const go = () => {
          const b = readUrl(this.u_);
          this.readyState = 4;
          this.status = b ? 200 : 404;
          this.statusText = b ? 'OK' : 'Not Found';
          if (b) {
            this.responseURL = resolve(this.u_).href;
            if (this.responseType === 'arraybuffer')
              this.response = b.buffer.slice(b.byteOffset, b.byteOffset + b.byteLength);
            else if (this.responseType === 'blob') this.response = new Blob([b]);
            else if (this.responseType === 'json') this.response = JSON.parse(b.toString('utf8'));
            else this.response = this.responseText = b.toString('utf8');
          } else this.responseText = '';
          this.dispatchEvent(new Event('readystatechange'));
          this.dispatchEvent(new Event(b ? 'load' : 'error'));
          this.dispatchEvent(new Event('loadend'));
        };
        if (this.async_) {
          loadStart();
          setImmediate(() => {
            go();
            loadEnd();
          });
        } else go();
      }
    },
  );
}
