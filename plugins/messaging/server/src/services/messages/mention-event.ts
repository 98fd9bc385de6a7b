import { actorText, clock, newId, requestContext } from '#kernel';

/** What the database completes to the event `message.mentioned`, where somebody is to be told. */
export const mentionEvent = (): object => ({
  id: newId('evt'),
  actor: actorText(requestContext.actor()),
  requestId: requestContext.get()?.requestId ?? null,
  occurredAt: clock.now(),
});
