import { type Shape, shape } from './shape.ts';

const HOOK = 'type hookName hookEvent toolUseID command durationMs content stdout stderr exitCode';
const REMINDER = shape('type content itemCount');

/** Attachments by the `type` inside `attachment`. */
export const ATTACHMENTS: Readonly<Record<string, Shape>> = {
  agent_listing_delta: shape(
    'type addedLines addedTypes removedTypes builtInTypes builtInPluginTypes isInitial showConcurrencyNote',
  ),
  auto_mode: shape(
    'type autoModeConsentFlow bashFirst bashFirstSteer bypass finishExposedWork steerOnly reminderType',
  ),
  command_permissions: shape('type allowedTools model'),
  compact_file_reference: shape('type filename displayPath'),
  date: shape('type date'),
  date_change: shape('type newDate'),
  deferred_tools_delta: shape(
    'type addedLines addedNames readdedNames removedNames wireHiddenNames failedMcpServers needsAuthMcpServers pendingMcpServers',
  ),
  deferred_tools_record: shape('type names tools'),
  directory: shape('type path content displayPath'),
  edited_text_file: shape('type filename snippet'),
  environment: shape('type changes', {
    snapshot: shape(
      'additionalWorkingDirectories isGitRepo isWorktree osVersion platform shell workingDirectory',
    ),
  }),
  file: shape('type filename displayPath content truncated savedCopyFraming'),
  hook_additional_context: shape(HOOK),
  hook_blocking_error: shape(HOOK, { blockingError: shape('blockingError command') }),
  hook_cancelled: shape(HOOK),
  hook_non_blocking_error: shape(HOOK),
  hook_permission_decision: shape(`${HOOK} decision`),
  hook_success: shape(HOOK),
  hook_system_message: shape(HOOK),
  invoked_skills: shape('type skills'),
  mcp_instructions_delta: shape('type addedNames addedBlocks removedNames'),
  model: shape('type text', { identity: shape('knowledgeCutoff marketingName modelId') }),
  nested_memory: shape('type path content displayPath'),
  plan_file_reference: shape('type planFilePath planContent'),
  plan_mode: shape('type planFilePath planExists reminderType isSubAgent'),
  plan_mode_exit: shape('type planFilePath planExists'),
  prompt_snapshot: shape(
    'type systemPrompt cliPrefix contextRendering echoWireToolInputs inlineTools keptReminders reminderFold systemTurns toolChangeHeader',
    { tools: shape('name description schema') },
  ),
  queued_command: shape(
    'type prompt commandMode delivery_id source_uuid timestamp humanTurn rowSource runId toolsUsedDelta imagePasteIds',
    { origin: shape('kind producer'), usage: shape('durationMs toolUses totalTokens') },
  ),
  remote_session_change: shape('type commit pr url managedCommit managedPr sendUserFileHint'),
  session_context: shape('type context'),
  skill_listing: shape('type content digests isInitial names skillCount'),
  structured_output: shape('type data'),
  task_reminder: REMINDER,
  todo_reminder: REMINDER,
  total_tokens_reminder: shape('type text'),
};
