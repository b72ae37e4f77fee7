/**
 * Made-up Claude Code data for tests and benchmarks: builders, a sample home, a corpus generator.
 *
 * @module
 */
export {
  type ActivityEntryFixture,
  activityEntry,
  activityText,
  originalLoggerText,
} from './builders/activity-entry.ts';
export { type BuiltApp, buildApp } from './builders/build-app.ts';
export {
  type AssistantBlock,
  textBlock,
  thinkingBlock,
  toolUseBlock,
  type UsageFixture,
  usage,
} from './builders/content-blocks.ts';
export { setTimes, writeTree } from './builders/file-tree.ts';
export { guideSampleEntries } from './builders/guide-sample.ts';
export { type HookPayloadFixture, hookPayload } from './builders/hook-payload.ts';
export type { RequestWriters } from './builders/request-records.ts';
export { customTitleText, workflowAgentPath } from './builders/session-files.ts';
export { makeTemporaryHome, type TemporaryHome } from './builders/temporary-home.ts';
export {
  type AssistantIds,
  type AssistantOptions,
  createTranscript,
  type Fields,
  type ToolResultOptions,
  type Transcript,
  type TranscriptOptions,
} from './builders/transcript.ts';
export type { MetadataWriters } from './builders/transcript-metadata.ts';
export {
  type ActivityLogFacts,
  type ActivityLogOptions,
  generateActivityLog,
} from './corpus/generate-activity-log.ts';
export { type CorpusFacts, type CorpusOptions, generateCorpus } from './corpus/generate-corpus.ts';
export { copySampleHome, type SampleHomeFacts } from './home/copy-sample-home.ts';
export { createIds, type Ids } from './ids.ts';
export { projectFolder } from './project-folder.ts';
export { createRandom, type Random } from './random.ts';
export { hiddenPart, SAMPLE_SECRETS } from './sample-secrets.ts';
export { isThorough, runs } from './thorough.ts';
