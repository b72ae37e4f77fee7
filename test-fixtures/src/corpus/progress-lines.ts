import { apiMessage } from './api-message.ts';
import type { Lines } from './lines.ts';

/** At most so many progress lines below one tool call. */
const AT_ONCE = 10;
/** Bytes of a subagent's file per message, roughly: no message beyond its end is shown. */
const BYTES_PER_MESSAGE = 9000;

/**
 * Adds the progress records of a tool call. Those of subagents embed messages which also stand, with
 * the same ids, in the subagent's own file.
 *
 * @param shown - How many messages of each subagent have been shown; counted up here.
 */
export function writeProgress(lines: Lines, toolUseId: string, shown: number[]): void {
  if (lines.session.era !== 'progress') return;
  const { writer, random } = lines;
  for (let left = lines.mix.missing('progress', AT_ONCE); left > 0; left--) {
    lines.beginChain('progress');
    writer.put(',"type":"progress","data":{');
    const kind = random.fraction();
    if (kind < 0.25 && writeAgentMessage(lines, shown)) {
      // Written: the embedded message is the whole data.
    } else if (kind < 0.78) {
      writer.put('"type":"bash_progress","output":"');
      lines.filler.code(writer, 40 + random.below(700));
      writer.put('","fullOutput":"');
      lines.filler.code(writer, 40 + random.below(1100));
      writer.put(
        `","elapsedTimeSeconds":${random.below(90)},"totalLines":${random.below(300)},"timeoutMs":120000`,
      );
    } else {
      writer.put(
        '"type":"hook_progress","hookEvent":"PostToolUse","hookName":"PostToolUse:Edit","command":"npx lint-staged"',
      );
    }
    writer.put(`},"toolUseID":"${toolUseId}-${left}","parentToolUseID":"${toolUseId}"`);
    lines.endChain();
  }
}

function writeAgentMessage(lines: Lines, shown: number[]): boolean {
  const { writer, random, session } = lines;
  if (lines.agent !== undefined || session.agents.length === 0) return false;
  const index = random.below(session.agents.length);
  const agent = session.agents[index];
  const number = shown[index] ?? 0;
  if (agent === undefined || number * BYTES_PER_MESSAGE > agent.size) return false;
  shown[index] = number + 1;
  const message = apiMessage(agent.seed, number, session.isClaude);
  const request = session.isClaude ? `"requestId":"${message.requestId}",` : '';
  writer.put(
    `"type":"agent_progress","message":{"type":"assistant","timestamp":"${lines.nextTime()}","message":{` +
      `"model":"${agent.model}","id":"${message.id}","type":"message","role":"assistant","content":[{"type":"text","text":"`,
  );
  lines.filler.code(writer, 300 + random.below(6000));
  writer.put(
    `"}],"stop_reason":null,"stop_sequence":null,"usage":${message.usage(message.earlyOutput)}},${request}` +
      `"uuid":"${lines.uuid()}"},"normalizedMessages":[],"prompt":"","agentId":"${agent.agentId}"`,
  );
  return true;
}
