import { ATTACHMENTS, type Attachment } from '../attachments/attachment';

/** A message as it is now, which the log tells piece by piece. */
export interface Message {
  messageId: string;
  roomId: string;
  /** Where the log has it. */
  seq: number;
  senderId: string;
  text: string;
  version: number;
  attachments: Attachment[];
  sentAt: string;
}

export interface MessageRow {
  message_id: string;
  room: string;
  seq: string;
  sender: string;
  text: string;
  version: number;
  attachments: Attachment[] | null;
  sent_at: Date;
}

/** The columns of a message `m` in its room `r`. */
export const MESSAGE = `m.id AS message_id, r.public_id AS room, m.seq, m.sender, m.text, m.version, ${ATTACHMENTS} AS attachments, m.sent_at`;

export const presentMessage = ({ message_id: messageId, room: roomId, seq, sender: senderId, text, version, attachments, sent_at: sentAt }: MessageRow): Message => ({
  messageId,
  roomId,
  seq: Number(seq),
  senderId,
  text,
  version,
  attachments: attachments ?? [],
  sentAt: sentAt.toISOString(),
});
