/** Calls what the application has given us. Where it throws, our books stay in order, and its error comes up where errors of events do. */
export function tell(listener: () => void): void {
  try {
    listener();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
