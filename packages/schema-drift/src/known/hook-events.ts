import { type Shape, shape } from './shape.ts';

/** What the payload of any event may have. */
export const PAYLOAD = shape(
  'session_id transcript_path cwd hook_event_name prompt_id permission_mode agent_id agent_type',
  { effort: shape('level') },
);

const CALL = 'tool_name tool_input tool_use_id mcp_server';
const WAITING = 'last_assistant_message background_tasks session_crons';
const SWITCH =
  'from_model to_model requested_model source context_tokens prompt_cache_warm cache_ttl estimated_cache_write_usd pricing';

/** Own fields of hook payloads by event; each may have those of every payload too. */
export const HOOK_EVENTS: Readonly<Record<string, Shape>> = {
  PreToolUse: shape(CALL),
  PostToolUse: shape(`${CALL} tool_response duration_ms`),
  PostToolUseFailure: shape(`${CALL} error is_interrupt duration_ms`),
  PostToolBatch: shape('', { tool_calls: shape(`${CALL} tool_response`) }),
  PermissionRequest: shape(`${CALL} permission_suggestions`),
  PermissionDenied: shape(`${CALL} reason`),
  Notification: shape('message title notification_type'),
  UserPromptSubmit: shape('prompt source session_title'),
  UserPromptExpansion: shape('expansion_type command_name command_args command_source prompt'),
  SessionStart: shape(
    'source model session_title seconds_since_last_response context_tokens prompt_cache_likely_expired estimated_cache_write_usd',
  ),
  SessionEnd: shape('reason'),
  Setup: shape('trigger'),
  Stop: shape(`stop_hook_active ${WAITING}`),
  StopFailure: shape('error error_details last_assistant_message'),
  SubagentStart: shape(''),
  SubagentStop: shape(`stop_hook_active agent_transcript_path ${WAITING}`),
  PreCompact: shape('trigger custom_instructions'),
  PostCompact: shape('trigger compact_summary'),
  PreModelSwitch: shape(SWITCH),
  PostModelSwitch: shape(SWITCH),
  TeammateIdle: shape('teammate_name team_name'),
  TaskCreated: shape('task_id task_subject task_description teammate_name team_name'),
  TaskCompleted: shape('task_id task_subject task_description teammate_name team_name'),
  Elicitation: shape('mcp_server_name message mode url elicitation_id requested_schema'),
  ElicitationResult: shape('mcp_server_name action content mode elicitation_id'),
  ConfigChange: shape('source file_path'),
  WorktreeCreate: shape('name'),
  WorktreeRemove: shape('worktree_path'),
  InstructionsLoaded: shape(
    'file_path memory_type load_reason globs trigger_file_path parent_file_path',
  ),
  CwdChanged: shape('old_cwd new_cwd'),
  DirectoryAdded: shape('directory source'),
  FileChanged: shape('file_path event'),
  MessageDisplay: shape('turn_id message_id index final delta'),
  PreSkillShellCommand: shape(''),
};
