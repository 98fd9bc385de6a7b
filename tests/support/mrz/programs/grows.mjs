/** A reader that takes all the memory it gets. */
process.once('message', () => {
  const kept = [];
  for (;;) kept.push(Array.from({ length: 100_000 }, (_, i) => ({ i })));
});
