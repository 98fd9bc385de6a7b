import { BY_INDEX, index, onlyWriter, sqlFunction, table, trigger, type Guard } from '#kernel';

/**
 * An attachment waits for its message, gets it once, and goes with it. What it says about a person, its name among it,
 * lies here and not in the log, which never forgets.
 */
const guardAttachment = sqlFunction(
  'messaging_guard_attachment()',
  'trigger',
  `BEGIN
  IF OLD.message_id IS NOT NULL OR (NEW.id, NEW.room_id, NEW.owner, NEW.object, NEW.name, NEW.media_type, NEW.size_bytes, NEW.created_at)
     IS DISTINCT FROM (OLD.id, OLD.room_id, OLD.owner, OLD.object, OLD.name, OLD.media_type, OLD.size_bytes, OLD.created_at) THEN
    RAISE EXCEPTION 'Attachment % is given to a message once, and never changes else.', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,
);

/**
 * Keeps an upload for its owner, unless they have as many that are not sent as one may have. Uploads of one person wait
 * for each other here, so that twenty at once do not all find room for one more.
 */
const keep = sqlFunction(
  'messaging_keep_attachment(p_id text, p_room bigint, p_owner text, p_object text, p_name text, p_media_type text, p_size bigint, p_most_unsent int, p_at timestamptz)',
  'boolean',
  `BEGIN
  PERFORM set_config('mangrove.writer', 'messaging', true);
  PERFORM pg_advisory_xact_lock(hashtextextended('messaging attachments of ' || p_owner, 0));
  IF (SELECT count(*) FROM attachments a WHERE a.owner = p_owner AND a.message_id IS NULL) >= p_most_unsent THEN RETURN false; END IF;
  INSERT INTO attachments (id, room_id, owner, object, name, media_type, size_bytes, created_at)
  VALUES (p_id, p_room, p_owner, p_object, p_name, p_media_type, p_size, p_at);
  RETURN true;
END`,
  BY_INDEX,
);

/**
 * Whether all of these wait for a message of this person in this room; they are held until the end of the transaction. No
 * others are: the caller holds this room, and what lies in another one may be held by somebody who waits for this.
 */
const areFree = sqlFunction(
  'messaging_attachments_are_free(p_ids text[], p_room bigint, p_owner text)',
  'boolean',
  `BEGIN
  PERFORM FROM attachments a WHERE a.id = ANY (p_ids) AND a.room_id = p_room AND a.owner = p_owner AND a.message_id IS NULL ORDER BY a.id FOR UPDATE;
  RETURN cardinality(p_ids) = (SELECT count(*) FROM attachments a WHERE a.id = ANY (p_ids) AND a.room_id = p_room AND a.owner = p_owner AND a.message_id IS NULL);
END`,
  BY_INDEX,
);

/** Gives attachments to a message, in this order. */
const attach = sqlFunction(
  'messaging_attach(p_ids text[], p_message text)',
  'void',
  `BEGIN
  UPDATE attachments a SET message_id = p_message, place = array_position(p_ids, a.id) WHERE a.id = ANY (p_ids);
END`,
  BY_INDEX,
);

/** Erases attachments: their keys at once, so that nothing opens the files any more, and the files after COMMIT. */
const drop = sqlFunction(
  'messaging_drop_attachments(p_ids text[])',
  'void',
  `DECLARE objects text[];
BEGIN
  PERFORM set_config('mangrove.writer', 'messaging', true);
  WITH gone AS (DELETE FROM attachments a WHERE a.id = ANY (p_ids) RETURNING a.object) SELECT array_agg(gone.object) INTO objects FROM gone;
  IF objects IS NOT NULL THEN PERFORM mangrove_forget(objects); END IF;
END`,
  BY_INDEX,
);

/** Erases an upload that its owner does not want to send after all. Whoever sends it at this moment is waited for. @returns whether it was there. */
const discard = sqlFunction(
  'messaging_discard_attachment(p_id text, p_owner text)',
  'boolean',
  `BEGIN
  PERFORM FROM attachments a WHERE a.id = p_id AND a.owner = p_owner AND a.message_id IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM messaging_drop_attachments(ARRAY[p_id]);
  RETURN true;
END`,
  BY_INDEX,
);

/** Whoever deletes a message, and however: what was attached to it goes in the same transaction. */
const dropWithMessage = sqlFunction(
  'messaging_drop_with_message()',
  'trigger',
  `DECLARE ids text[];
BEGIN
  ids := ARRAY(SELECT a.id FROM attachments a WHERE a.message_id = NEW.id);
  IF cardinality(ids) > 0 THEN PERFORM messaging_drop_attachments(ids); END IF;
  RETURN NULL;
END`,
  BY_INDEX,
);

/** Erases uploads that nobody has sent. One that is being sent at this moment is passed over. @returns how many it were. */
const dropUnsent = sqlFunction(
  'messaging_drop_unsent_attachments(p_before timestamptz, p_most int)',
  'int',
  `DECLARE ids text[];
BEGIN
  ids := ARRAY(SELECT a.id FROM attachments a WHERE a.message_id IS NULL AND a.created_at < p_before ORDER BY a.created_at LIMIT p_most FOR UPDATE SKIP LOCKED);
  PERFORM messaging_drop_attachments(ids);
  RETURN cardinality(ids);
END`,
  BY_INDEX,
);

export const attachmentGuards: Guard[] = [
  table(
    'attachments',
    `id text PRIMARY KEY,
     room_id bigint NOT NULL REFERENCES rooms (id),
     owner text NOT NULL,
     object text NOT NULL UNIQUE REFERENCES stored_objects (key),
     name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
     media_type text NOT NULL,
     size_bytes bigint NOT NULL CHECK (size_bytes >= 0),
     created_at timestamptz NOT NULL,
     message_id text REFERENCES messages (id),
     place int,
     CHECK ((message_id IS NULL) = (place IS NULL)),
     UNIQUE (message_id, place)`,
  ),
  index('attachments_unsent', 'attachments (created_at) WHERE message_id IS NULL'),
  index('attachments_unsent_of_owner', 'attachments (owner) WHERE message_id IS NULL'),
  guardAttachment,
  onlyWriter('attachments', 'messaging'),
  trigger('attachments', 'attachments_guard', 'BEFORE UPDATE', 'FOR EACH ROW', 'messaging_guard_attachment()'),
  trigger('attachments', 'attachments_no_truncate', 'BEFORE TRUNCATE', 'FOR EACH STATEMENT', 'mangrove_refuse_change()'),
  keep,
  areFree,
  attach,
  drop,
  discard,
  dropWithMessage,
  trigger('messages', 'messages_drop_attachments', 'AFTER UPDATE', 'FOR EACH ROW WHEN (NEW.text IS NULL)', 'messaging_drop_with_message()'),
  dropUnsent,
];
