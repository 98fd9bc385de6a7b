/** A reader that never ends, not even between two of its steps. */
process.once('message', () => {
  for (;;);
});
