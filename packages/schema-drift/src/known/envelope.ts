import { shape } from './shape.ts';

/** What a record of any type may have. */
export const ENVELOPE = shape(
  'type uuid parentUuid logicalParentUuid timestamp sessionId session_id isSidechain isMeta agentId agentName teamName userType entrypoint cwd gitBranch version slug',
  { forkedFrom: shape('sessionId messageUuid') },
);
