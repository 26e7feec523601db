import type { CommentVisibility } from './comment.js';

/** What a list tells of a conversation. */
export interface LastMessage {
  readonly at: Date;
  /** Null for what a program wrote. */
  readonly authorId: string | null;
  /** Its first words, plain. */
  readonly text: string;
  readonly visibility: CommentVisibility;
}

interface Message {
  /** ISO 8601. */
  readonly at: string;
  readonly by: string | null;
  readonly text: string;
}

/** The later of the last reply and the last note; whoever does not read notes is told of replies alone. */
export function lastMessageOf(
  reply: Message | null,
  note: Message | null,
  visibilities: readonly CommentVisibility[],
): LastMessage | null {
  const [last] = [
    ...(reply === null ? [] : [messageOf(reply, 'public')]),
    ...(note === null || !visibilities.includes('internal') ? [] : [messageOf(note, 'internal')]),
  ].toSorted((one, other) => other.at.getTime() - one.at.getTime());
  return last ?? null;
}

function messageOf({ at, by, text }: Message, visibility: CommentVisibility): LastMessage {
  return { at: new Date(at), authorId: by, text, visibility };
}
