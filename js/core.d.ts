// SPDX-License-Identifier: MIT
// Types of nogpu/core; those of WebGL itself are TypeScript's own.
/// <reference lib="dom" />
/// <reference lib="esnext.disposable" />

/** A WebGL 2 context of this package: the standard interface and what only we have. */
export interface Context extends globalThis.WebGL2RenderingContext, ContextExtras {}

/** The same of WebGL 1. */
export interface WebGl1Context extends globalThis.WebGLRenderingContext, ContextExtras {}

/** What contexts of this package have beside the standard. */
export interface ContextExtras {
  /**
   * Another size, 1 to 16384 pixels each; clears the picture. RangeError for any other size, TypeError
   * if the context is a canvas's, which has the size itself. A lost context takes it when it is restored.
   */
  resize(width: number, height: number): void;
  /** Releases everything. Afterwards the context behaves as a lost one. */
  destroy(): void;
  [Symbol.dispose](): void;
  /**
   * The message of the latest GL error: call, argument, value, rule; after a loss, its reason; ''
   * before the first.
   */
  getLastErrorMessage(): string;
  /**
   * Tells that the picture was shown: without `preserveDrawingBuffer` the drawing buffer is cleared.
   * Without this call it never is.
   */
  present(): void;
  /** The WASM module that a linked program's stage was compiled to. */
  getProgramWasm(program: globalThis.WebGLProgram, shaderType: GLenum): Uint8Array | null;
  /** The same as WebAssembly text. */
  getProgramWat(program: globalThis.WebGLProgram, shaderType: GLenum): string | null;
  /** GLSL ES 3.00 regenerated from the optimised stage. */
  getProgramGlsl(program: globalThis.WebGLProgram, shaderType: GLenum): string | null;
  /** What the context holds, in bytes, a new object; null once it is destroyed. */
  getMemoryInfo(): MemoryInfo | null;
  /**
   * The objects that are alive, in no particular order. One that nothing refers to any more is alive
   * until the collector has taken it.
   */
  reportLeaks(): LiveObject[];
  /** Throws an Error that lists what is alive, with the list as `leaks`; for the end of a test. */
  assertNoLeaks(): void;
}

/** Limits of a context, fixed when it is made, beside the standard's attributes. */
export interface ContextOptions extends WebGLContextAttributes {
  /**
   * Bytes, from 1 MiB: past it a call that needs memory is OUT_OF_MEMORY and changes nothing. Without it
   * the bound is the module's, 4 GiB for all its contexts.
   */
  maxMemory?: number;
  /**
   * Rounds that the loops of one draw's shaders may make: past it the context is lost, with a message
   * that names shader and line.
   */
  maxLoopIterations?: number;
  /** Texels: MAX_TEXTURE_SIZE and its like, from 64 to 16384; what is larger is INVALID_VALUE. */
  maxTextureSize?: number;
  /** Fragments that one draw may cover: past it the context is lost. */
  maxDrawPixels?: number;
  /** Names of extensions, in any case, that the context is to do without, as if they did not exist. */
  hideExtensions?: Iterable<string>;
  /**
   * Offer EXT_disjoint_timer_query_webgl2 (of WebGL 1: EXT_disjoint_timer_query). Left out by default:
   * exact times are a side channel.
   */
  timerQueries?: boolean;
  /**
   * Let lineWidth count, up to 64 pixels. Left out by default: in browsers ALIASED_LINE_WIDTH_RANGE is
   * 1 to 1, and pictures are to be the same.
   */
  wideLines?: boolean;
  /** Keep the stack of every create*, for reportLeaks and assertNoLeaks. Costs time and memory. */
  trackAllocations?: boolean;
}

/** Bytes. `live` is the sum of everything from `arenas` to `shared`. */
export interface MemoryInfo {
  /** Of the module; never shrinks before the module itself is dropped. */
  linearMemory: number;
  /** The highest `live`. */
  peak: number;
  live: number;
  arenas: { small: number; blob: number; string: number };
  upload: number;
  codeCache: number;
  objects: Record<
    | 'buffers'
    | 'framebuffers'
    | 'programs'
    | 'queries'
    | 'renderbuffers'
    | 'samplers'
    | 'shaders'
    | 'syncs'
    | 'textures'
    | 'transformFeedbacks'
    | 'vertexArrays',
    { count: number; bytes: number }
  >;
  drawingBuffer: number;
  /** Working memory of draws. */
  scratch: number;
  /** The state machine itself. */
  context: number;
  /** What all contexts of the module use. */
  shared: number;
  /** All contexts of the module. */
  module: { live: number; peak: number };
}

/** A row of reportLeaks. */
export interface LiveObject {
  kind: string;
  label: string;
  bytes: number;
  /** delete* was called; something else still uses the object. */
  deleted: boolean;
  /** Where it was created; only with `trackAllocations`. */
  stack?: string;
}

/**
 * A canvas-like host: size, one WebGL context, event listeners, PNG. It has the type of a canvas element,
 * because that is what libraries ask for; of an element there are attributes, a style and a place in a
 * tree, no layout and no input.
 */
export interface Canvas extends HTMLCanvasElement {
  getContext(contextId: 'webgl2', attributes?: ContextOptions): Context | null;
  getContext(
    contextId: 'webgl' | 'experimental-webgl',
    attributes?: ContextOptions,
  ): WebGl1Context | null;
  /** That of another package's canvas: registerCanvas2D of nogpu/globals; null without one. */
  getContext(contextId: '2d', attributes?: any): CanvasRenderingContext2D | null;
  getContext(contextId: string, attributes?: any): null;
  /** RGBA, top row first, not premultiplied. */
  getImageData(): { width: number; height: number; data: Uint8ClampedArray };
  /** The picture as a PNG file; in Node a Buffer. */
  toBuffer(type?: 'image/png'): Uint8Array;
  /** The picture as a data: URL of type image/png. */
  toDataURL(): string;
  /** Calls back with the picture as a Blob of type image/png; with null for a canvas without pixels. */
  toBlob(callback: (blob: Blob | null) => void): void;
  destroy(): void;
  [Symbol.dispose](): void;
}

/** Where the module's bytes come from; without any, the file that ships with the package. */
export interface InitOptions {
  wasm?: WebAssembly.Module | BufferSource | Response | Promise<Response> | URL | string;
  /** Run shaders in the interpreter, for hosts that forbid run-time compilation. */
  interpret?: boolean;
}

/** Loads the module; await it once before anything else. Further calls return the first's result. */
export function init(options?: InitOptions): Promise<unknown>;

/**
 * A context without a canvas, of WebGL 2 unless the options say `version: 1`. Never null: RangeError for sizes outside 1 to 16384, TypeError or
 * RangeError for options of a wrong type or value, Error with the reason if there is no memory.
 */
export function createContext(
  width: number,
  height: number,
  options: ContextOptions & { version: 1 },
): WebGl1Context;
export function createContext(
  width: number,
  height: number,
  options?: ContextOptions & { version?: 2 },
): Context;

/** A canvas-like host of the given size in pixels. */
export function createCanvas(width: number, height: number): Canvas;

export interface ShaderDiagnostic {
  severity: 'error' | 'warning' | 'note';
  line: number;
  column: number;
  token: string;
  message: string;
}

/** Compiles a pair of shaders and shows every stage of it; needs no context. */
export declare class ShaderInspector {
  constructor(vertexSource: string, fragmentSource: string);
  readonly ok: boolean;
  readonly infoLog: string;
  diagnostics(stage: 'vertex' | 'fragment'): ShaderDiagnostic[];
  reflection(): any;
  ir(stage: 'vertex' | 'fragment'): string;
  wat(stage: 'vertex' | 'fragment'): string;
  wasm(stage: 'vertex' | 'fragment'): Uint8Array;
  glsl(stage: 'vertex' | 'fragment'): string;
  dispose(): void;
  [Symbol.dispose](): void;
}

export declare const WebGL2RenderingContext: typeof globalThis.WebGL2RenderingContext;
export declare const WebGLRenderingContext: typeof globalThis.WebGLRenderingContext;
export declare const WebGLActiveInfo: typeof globalThis.WebGLActiveInfo;
export declare const WebGLBuffer: typeof globalThis.WebGLBuffer;
export declare const WebGLContextEvent: typeof globalThis.WebGLContextEvent;
export declare const WebGLFramebuffer: typeof globalThis.WebGLFramebuffer;
export declare const WebGLObject: Function;
export declare const WebGLProgram: typeof globalThis.WebGLProgram;
export declare const WebGLQuery: typeof globalThis.WebGLQuery;
export declare const WebGLRenderbuffer: typeof globalThis.WebGLRenderbuffer;
export declare const WebGLSampler: typeof globalThis.WebGLSampler;
export declare const WebGLShader: typeof globalThis.WebGLShader;
export declare const WebGLShaderPrecisionFormat: typeof globalThis.WebGLShaderPrecisionFormat;
export declare const WebGLSync: typeof globalThis.WebGLSync;
export declare const WebGLTexture: typeof globalThis.WebGLTexture;
export declare const WebGLTransformFeedback: typeof globalThis.WebGLTransformFeedback;
export declare const WebGLUniformLocation: typeof globalThis.WebGLUniformLocation;
export declare const WebGLVertexArrayObject: typeof globalThis.WebGLVertexArrayObject;
