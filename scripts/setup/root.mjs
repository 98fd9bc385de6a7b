import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project, whatever the current directory is. */
export const root = path.resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** @param {...string} parts */
export const inRoot = (...parts) => path.join(root, ...parts);

/** The Node that the project pins in its development dependencies; there once the packages are installed. */
export const pinnedNode = inRoot('node_modules', '.bin', 'node');
