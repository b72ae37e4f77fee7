import type { Key } from '@cco/terminal-screen';
import type { PickerState } from './model.ts';

/** What a key means when it does not change the query. */
export type Action =
  | 'accept'
  | 'run'
  | 'copy'
  | 'open'
  | 'filter'
  | 'rank'
  | 'archived'
  | 'help'
  | 'leave'
  | 'switch'
  | 'previous'
  | 'next'
  | 'previous-page'
  | 'next-page'
  | 'first'
  | 'last'
  | 'scroll-up'
  | 'scroll-down'
  | 'scroll-page-up'
  | 'scroll-page-down'
  | 'scroll-to-top'
  | 'scroll-to-end';

/** Keys that mean the same everywhere. */
const EVERYWHERE: Readonly<Record<string, Action>> = {
  enter: 'accept',
  'alt-enter': 'run',
  'ctrl-r': 'run',
  'ctrl-y': 'copy',
  'ctrl-o': 'open',
  'ctrl-f': 'filter',
  'ctrl-s': 'rank',
  'ctrl-t': 'archived',
  'ctrl-p': 'previous',
  'ctrl-n': 'next',
  tab: 'switch',
  'shift-tab': 'switch',
  f1: 'help',
  escape: 'leave',
  'ctrl-c': 'leave',
  'ctrl-q': 'leave',
};

const IN_QUERY: Readonly<Record<string, Action>> = {
  ...EVERYWHERE,
  up: 'previous',
  down: 'next',
  'page-up': 'previous-page',
  'page-down': 'next-page',
};

const IN_PREVIEW: Readonly<Record<string, Action>> = {
  ...EVERYWHERE,
  escape: 'switch',
  '/': 'switch',
  up: 'scroll-up',
  k: 'scroll-up',
  down: 'scroll-down',
  j: 'scroll-down',
  'page-up': 'scroll-page-up',
  b: 'scroll-page-up',
  'page-down': 'scroll-page-down',
  ' ': 'scroll-page-down',
  home: 'scroll-to-top',
  g: 'scroll-to-top',
  end: 'scroll-to-end',
  G: 'scroll-to-end',
  p: 'previous',
  n: 'next',
  r: 'run',
  y: 'copy',
  o: 'open',
  f: 'filter',
  s: 'rank',
  t: 'archived',
  '?': 'help',
  q: 'leave',
  Q: 'leave',
};

/** Tells what a key means; undefined for one that may change the query, or means nothing. */
export function actionOf(key: Key, { focus, query }: PickerState): Action | undefined {
  const name = key.kind === 'key' ? key.name : key.isPasted ? '' : key.text;
  if (focus === 'preview') return IN_PREVIEW[name];
  if (query.text === '') {
    // No query begins like this, and then a letter more or less does not matter.
    if (name === '?') return 'help';
    if (name === 'ctrl-d') return 'leave';
    if (name === 'home') return 'first';
    if (name === 'end') return 'last';
  }
  return IN_QUERY[name];
}

/** What the overlay tells, key by key. */
export const HELP: readonly (readonly [keys: string, does: string])[] = [
  ['↑ ↓, Ctrl-P Ctrl-N', 'the session above, below'],
  ['PgUp PgDn', 'a page of sessions up, down'],
  ['Enter', 'print the command that resumes the session (run it with --run)'],
  ['Ctrl-R, Alt-Enter', 'run it at once'],
  ['Ctrl-Y', 'copy it'],
  ['Ctrl-O', 'read the whole session in a pager'],
  ['Ctrl-F', "only the session's project, or all again"],
  ['Ctrl-S', 'the best first, or the newest again'],
  ['Ctrl-T', 'also sessions that Claude Code has deleted, or not'],
  ['Tab', 'into the preview and back'],
  ['Ctrl-U, Ctrl-W', 'delete the query, a word of it'],
  ['F1, ? in an empty query', 'this help'],
  ['Esc, Ctrl-C', 'leave'],
  ['', ''],
  ['In the preview', ''],
  ['↑ ↓ PgUp PgDn, j k Space b g G', 'scroll'],
  ['n p', 'the next session, the one before'],
  ['r y o f s t ?', 'as with Ctrl above'],
  ['q', 'leave; Esc goes back to the query'],
];
