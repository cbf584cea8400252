// SPDX-License-Identifier: MIT
// nogpu/core: the public surface without the top-level await of index.js, for hosts that want to say
// where the .wasm is. Call `await init(options)` once, then everything below works synchronously.
export { init } from './module.js';
export { createContext } from './context/create.js';
export { createCanvas } from './canvas.js';
export { ShaderInspector } from './shader-inspector.js';
export { WebGL2RenderingContext } from './context/context.js';
export { WebGLRenderingContext } from './context/webgl1.js';
export {
  WebGLActiveInfo,
  WebGLBuffer,
  WebGLContextEvent,
  WebGLFramebuffer,
  WebGLObject,
  WebGLProgram,
  WebGLQuery,
  WebGLRenderbuffer,
  WebGLSampler,
  WebGLShader,
  WebGLShaderPrecisionFormat,
  WebGLSync,
  WebGLTexture,
  WebGLTransformFeedback,
  WebGLUniformLocation,
  WebGLVertexArrayObject,
} from './objects.js';
