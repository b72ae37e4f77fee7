/** Exit statuses of all reports. */
export const EXIT_CODES = [
  [0, 'done, also when there was no usage, or some of it could not be read'],
  [1, 'an option, the config file or the file of prices is wrong'],
  [3, 'more was used than a budget allows'],
] as const;

/** What stands below the options of all reports. */
export const NOTES = [
  'Environment:',
  "  CLAUDE_CONFIG_DIR  Claude Code's data, or several folders with commas between",
  '                     (~/.claude and ~/.config/claude)',
  '  CCO_DATA_DIR       where the history is kept',
  '',
  'Settings: cco.json in the first folder of data, as',
  '  {"usage": {"budget": {"daily": 5, "monthly": 100}, "timezone": "UTC"}}',
].join('\n');
