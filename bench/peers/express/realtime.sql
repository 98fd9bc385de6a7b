-- What the chat of the peer stores, beside schema.sql.

CREATE TABLE rooms (id text PRIMARY KEY);

CREATE TABLE members (
  room_id text NOT NULL REFERENCES rooms (id),
  user_id bigint NOT NULL REFERENCES users (id),
  PRIMARY KEY (room_id, user_id)
);

CREATE TABLE messages (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  room_id text NOT NULL REFERENCES rooms (id),
  sender_id bigint NOT NULL REFERENCES users (id),
  text text NOT NULL,
  sent_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX messages_of_room ON messages (room_id, id);
