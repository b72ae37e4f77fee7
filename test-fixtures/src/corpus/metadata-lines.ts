import { METADATA_TYPES, type SteeredType } from './line-mix.ts';
import type { Lines } from './lines.ts';

/** At most so many lines of one type at one place. */
const AT_ONCE = 2;

/** Adds the records of a main file that its share of all lines asks for. */
export function writeMetadata(lines: Lines): void {
  for (const type of METADATA_TYPES) {
    if (type === 'attachment' && lines.session.era === 'old') continue;
    for (let left = lines.mix.missing(type, AT_ONCE); left > 0; left--) writeOne(lines, type);
  }
}

/** Writes a file's worth of records that make no session: snapshots, summaries, queue records. */
export function writeMetadataOnly(lines: Lines): void {
  const types = ['file-history-snapshot', 'summary', 'queue-operation'] as const;
  const type = lines.random.pick(types);
  for (let left = 1 + lines.random.below(3); left > 0; left--) writeOne(lines, type);
}

function writeOne(lines: Lines, type: SteeredType): void {
  const { writer, random, session } = lines;
  if (type === 'attachment' || type === 'system') {
    writeChained(lines, type);
    return;
  }
  lines.begin(type);
  const id = `"sessionId":"${session.sessionId}"`;
  switch (type) {
    case 'queue-operation':
      writer.put(
        `{"type":"queue-operation","operation":"enqueue","timestamp":"${lines.nextTime()}",${id},"content":"`,
      );
      lines.words(180, 'prose');
      writer.put('"}');
      break;
    case 'file-history-snapshot':
      writeSnapshot(lines);
      break;
    case 'last-prompt':
      writeText(
        lines,
        '{"type":"last-prompt","lastPrompt":"',
        120,
        `","leafUuid":"${lines.uuid()}",${id}}`,
      );
      break;
    case 'ai-title':
      writeText(lines, '{"type":"ai-title","aiTitle":"', 36, `",${id}}`);
      break;
    case 'custom-title':
      writeText(lines, '{"type":"custom-title","customTitle":"', 24, `",${id}}`);
      break;
    case 'agent-name':
      writeText(lines, '{"type":"agent-name","agentName":"', 20, `",${id}}`);
      break;
    case 'summary':
      writeText(lines, '{"type":"summary","summary":"', 44, `","leafUuid":"${lines.uuid()}"}`);
      break;
    case 'permission-mode':
      writer.put(
        `{"type":"permission-mode","permissionMode":"${random.pick(['default', 'plan', 'acceptEdits'])}",${id}}`,
      );
      break;
    case 'mode':
      writer.put(`{"type":"mode","mode":"normal",${id}}`);
      break;
    case 'relocated':
      writer.put(`{"type":"relocated",${id},"relocatedCwd":${JSON.stringify(session.cwd)}}`);
      break;
    default: {
      const number = 1 + random.below(900);
      writer.put(
        `{"type":"pr-link",${id},"prNumber":${number},"prUrl":"https://git.example.org/mira/shop/pull/${number}",` +
          `"prRepository":"mira/shop","timestamp":"${lines.nextTime()}"}`,
      );
    }
  }
  lines.end();
}

function writeText(lines: Lines, before: string, mean: number, after: string): void {
  lines.writer.put(before);
  lines.words(mean, 'prose');
  lines.writer.put(after);
}

function writeSnapshot(lines: Lines): void {
  const { writer, random } = lines;
  const messageId = lines.uuid();
  const backups = Array.from({ length: random.below(10) }, (_, index) => {
    const name = `src/module-${random.below(400)}-${index}.ts`;
    const backup = random.uint32().toString(16).padStart(16, '0');
    return `"${name}":{"backupFileName":"${backup}@v1","version":1,"backupTime":"${lines.nextTime()}"}`;
  });
  writer.put(
    `{"type":"file-history-snapshot","messageId":"${messageId}","snapshot":{"messageId":"${messageId}",` +
      `"trackedFileBackups":{${backups.join(',')}},"timestamp":"${lines.nextTime()}"},"isSnapshotUpdate":${random.chance(0.6)}}`,
  );
}

function writeChained(lines: Lines, type: 'attachment' | 'system'): void {
  const { writer, random } = lines;
  lines.beginChain(type);
  if (type === 'system') {
    writer.put(
      `,"type":"system","subtype":"turn_duration","durationMs":${random.below(240_000)},"messageCount":${random.below(90)}`,
    );
  } else {
    writer.put(
      ',"attachment":{"type":"hook_success","hookName":"PostToolUse:Edit","hookEvent":"PostToolUse","content":"","stdout":"',
    );
    lines.filler.code(writer, 60 + random.below(1500));
    writer.put(
      `","stderr":"","exitCode":0,"command":"npx lint-staged","durationMs":${random.below(900)}},"type":"attachment"`,
    );
  }
  lines.endChain();
}
