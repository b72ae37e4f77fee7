import { type Shape, shape } from './shape.ts';

/** What a `system` record of any subtype may have. */
export const SYSTEM = shape('subtype content level toolUseID');

/** Own fields of `system` records by `subtype`. */
export const SUBTYPES: Readonly<Record<string, Shape>> = {
  agents_killed: shape('agentIds'),
  api_error: shape('retryInMs retryAttempt maxRetries source cause', {
    error: shape(
      'status message formatted headers requestID requestId connection isNetworkDown noResponse rateLimits',
    ),
  }),
  api_refusal: shape('requestId'),
  away_summary: shape('content'),
  bridge_status: shape('url upgradeNudge'),
  compact_boundary: shape('content', {
    compactMetadata: shape(
      'trigger preTokens postTokens durationMs cumulativeDroppedTokens preCompactDiscoveredTools preCompactOrganizationsCoverStart',
      {
        preservedSegment: shape('headUuid anchorUuid tailUuid'),
        preservedMessages: shape('anchorUuid uuids allUuids'),
      },
    ),
  }),
  informational: shape('content'),
  local_command: shape('content', { commandRun: shape('command args') }),
  microcompact_boundary: shape('content', {
    microcompactMetadata: shape(
      'trigger preTokens tokensSaved compactedToolIds clearedAttachmentUUIDs',
    ),
  }),
  model_refusal_fallback: shape(
    'originalModel fallbackModel requestId retractedMessageUuids direction trigger',
  ),
  scheduled_task_fire: shape('content'),
  stop_hook_summary: shape(
    'hookCount hookErrors failedHookErrorIndexes hookAdditionalContext preventedContinuation stopReason hasOutput',
    { hookInfos: shape('command durationMs') },
  ),
  turn_duration: shape('durationMs messageCount pendingBackgroundAgentCount pendingWorkflowCount'),
};
