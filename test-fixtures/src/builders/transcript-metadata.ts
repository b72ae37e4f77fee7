/** Appends the records that have no uuid and no place in the chain. */
export interface MetadataWriters {
  /** A title given by a person. */
  customTitle(title: string): void;
  /** A title made by the machine. */
  aiTitle(title: string): void;
  /** A summary as old versions wrote it; it names no session. */
  summary(summary: string, leafUuid?: string): void;
  /** The session moved to another working directory. */
  relocated(cwd: string): void;
  /** A prompt typed while the agent was busy. */
  queueOperation(operation: 'enqueue' | 'dequeue' | 'remove' | 'popAll', content?: string): void;
  /** Backups of edited files, by path; it names no session. */
  fileHistorySnapshot(backups?: Readonly<Record<string, unknown>>): void;
  /** The last prompt, for the list of sessions. */
  lastPrompt(prompt: string, leafUuid?: string): void;
  permissionMode(mode: string): void;
}

/** What the metadata records need from their transcript. */
export interface MetadataContext {
  readonly sessionId: string;
  readonly record: (fields: Readonly<Record<string, unknown>>) => void;
  readonly uuid: () => string;
  readonly now: () => Date;
}

/** Creates the writers of metadata records for a transcript. */
export function createMetadataWriters(context: MetadataContext): MetadataWriters {
  const { sessionId, record, uuid, now } = context;
  return {
    customTitle: (customTitle) => record({ type: 'custom-title', customTitle, sessionId }),
    aiTitle: (aiTitle) => record({ type: 'ai-title', aiTitle, sessionId }),
    summary: (summary, leafUuid = uuid()) => record({ type: 'summary', summary, leafUuid }),
    relocated: (relocatedCwd) => record({ type: 'relocated', sessionId, relocatedCwd }),
    queueOperation: (operation, content) =>
      record({
        type: 'queue-operation',
        operation,
        timestamp: now().toISOString(),
        sessionId,
        ...(content === undefined ? {} : { content }),
      }),
    fileHistorySnapshot: (trackedFileBackups = {}) => {
      const messageId = uuid();
      record({
        type: 'file-history-snapshot',
        messageId,
        snapshot: { messageId, trackedFileBackups, timestamp: now().toISOString() },
        isSnapshotUpdate: false,
      });
    },
    lastPrompt: (lastPrompt, leafUuid = uuid()) =>
      record({ type: 'last-prompt', lastPrompt, leafUuid, sessionId }),
    permissionMode: (permissionMode) =>
      record({ type: 'permission-mode', permissionMode, sessionId }),
  };
}
