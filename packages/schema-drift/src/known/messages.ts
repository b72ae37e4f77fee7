import { type Shape, shape } from './shape.ts';

const CACHE_CREATION = shape('ephemeral_5m_input_tokens ephemeral_1h_input_tokens');

/** Token counters of an answer. */
export const USAGE = shape(
  'input_tokens output_tokens cache_creation_input_tokens cache_read_input_tokens service_tier inference_geo speed fallback_credit research_preview_2026_02',
  {
    cache_creation: CACHE_CREATION,
    server_tool_use: shape('web_search_requests web_fetch_requests'),
    output_tokens_details: shape('thinking_tokens'),
    iterations: shape(
      'type model input_tokens output_tokens cache_creation_input_tokens cache_read_input_tokens',
      { cache_creation: CACHE_CREATION },
    ),
  },
);

/** The `message` of a record of the user or the assistant; its `content` is looked at by blocks. */
export const MESSAGE = shape(
  'id type role model content stop_reason stop_sequence stop_details container context_management diagnostics',
  { usage: USAGE },
);

/** Content blocks by `type`. */
export const BLOCKS: Readonly<Record<string, Shape>> = {
  text: shape('type text citations cache_control'),
  thinking: shape('type thinking signature'),
  redacted_thinking: shape('type data'),
  tool_use: shape('type id name input', { caller: shape('type tool_id') }),
  server_tool_use: shape('type id name input'),
  web_search_tool_result: shape('type tool_use_id content'),
  tool_result: shape('type tool_use_id content is_error cache_control'),
  tool_reference: shape('type tool_name'),
  image: shape('type', { source: shape('type media_type data url file_id') }),
  document: shape('type title context citations', { source: shape('type media_type data url') }),
  fallback: shape('type', { from: shape('model'), to: shape('model') }),
};
