/** Keys that stand for no text, as terminals without extensions can tell them apart. */
export type KeyName =
  | 'enter'
  | 'tab'
  | 'shift-tab'
  | 'escape'
  | 'backspace'
  | 'delete'
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'home'
  | 'end'
  | 'page-up'
  | 'page-down'
  | 'f1'
  | `ctrl-${string}`
  | `alt-${string}`;

/** What a person did on the keyboard. */
export type Key =
  | { readonly kind: 'key'; readonly name: KeyName }
  /** Characters that were typed, or pasted when `isPasted`. */
  | { readonly kind: 'text'; readonly text: string; readonly isPasted: boolean };
