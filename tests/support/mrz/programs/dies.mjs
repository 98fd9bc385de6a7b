/** A reader that a picture kills. */
process.once('message', () => process.kill(process.pid, 'SIGKILL'));
