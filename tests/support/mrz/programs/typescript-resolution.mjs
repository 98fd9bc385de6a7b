/** Lets a program of sources, which name each other without an ending, run without being compiled. */
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    if (!specifier.startsWith('.') || context.parentURL?.endsWith('.ts') !== true) return next(specifier, context);
    if (specifier.endsWith('.json')) return { ...next(specifier, context), importAttributes: { type: 'json' } };
    return next(`${specifier}.ts`, context);
  },
});
