import { describeSubagentAt } from '@cco/session-index';
import type { MessageAttributes, UsageSource } from '@cco/session-index/store';
import type { UsageRow } from '@cco/usage-reports';

/** Tells which subagent sent messages. */
export interface SubagentNames {
  /** Undefined for messages of the main conversation. */
  agentOf(source: UsageSource, attributes: MessageAttributes): UsageRow['agent'];
}

/**
 * Makes a look-up of subagents. The type is the one that messages name, else the one in the
 * `.meta.json` beside the transcript.
 *
 * @param readsMeta - Whether to open these files: one for each subagent.
 */
export function createSubagentNames(readsMeta: boolean): SubagentNames {
  const types = new Map<string, string | undefined>();
  const typeAt = (transcript: string): string | undefined => {
    if (!types.has(transcript)) types.set(transcript, describeSubagentAt(transcript).type);
    return types.get(transcript);
  };
  return {
    agentOf({ agent, path }, { agentId, agent: named }) {
      const id = agentId ?? agent;
      if (id === undefined) return undefined;
      const canRead = readsMeta && named === null && agent !== undefined;
      return { id, type: named ?? (canRead ? typeAt(path) : undefined) };
    },
  };
}
