// SPDX-License-Identifier: MIT
// All pictures that are held by hash, as functions of a canvas: the tests that compare hosts and builds
// draw them one after the other. The canvas may come from any copy of the package.
import * as THREE from 'three';
import { drawOglPost, drawOglScene } from '../clients/ogl-scenes.mjs';
import { drawThreeScene, threeScenes } from '../clients/three-scenes.mjs';
import { drawTwglPrimitives } from '../clients/twgl-scene.mjs';
import { drawFirstLight } from './first-light.js';

/** @type {Array<{ name: string, width: number, height: number, draw: (canvas: any) => void }>} */
export const allPictures = [
  {
    name: 'first-light',
    width: 96,
    height: 64,
    draw: (canvas) => drawFirstLight(canvas.getContext('webgl2', { antialias: false })),
  },
  ...threeScenes.map((scene) => ({
    name: scene.name,
    width: scene.width,
    height: scene.height,
    draw: (/** @type {any} */ canvas) => void drawThreeScene(THREE, canvas, scene),
  })),
  { name: 'ogl-scene', width: 160, height: 120, draw: drawOglScene },
  { name: 'ogl-post', width: 160, height: 120, draw: drawOglPost },
  { name: 'twgl-primitives', width: 160, height: 120, draw: drawTwglPrimitives },
];
