// Loaded before a child's own code: the channel to the parent closes when the parent ends, kill -9 included, and then
// the child stops as if it had been asked to.
const PATIENCE_MS = 30_000;

process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), PATIENCE_MS).unref();
});
// The channel alone does not keep the child alive.
process.channel?.unref();
