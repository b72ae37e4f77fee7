import { Minimatch } from 'minimatch';

/** Files that are run or obeyed later without anyone asking. */
const GROUPS: readonly {
  readonly rule: 'startup' | 'agent' | 'hooks';
  readonly globs: readonly string[];
}[] = [
  {
    rule: 'agent',
    globs: [
      '**/.claude/settings{,.local}.json',
      '**/.claude.json',
      '**/.mcp.json',
      '**/.claude/hooks/**',
      '**/managed-settings.json',
      '**/.codex/config.toml',
      '**/.cursor/mcp.json',
      '**/claude_desktop_config.json',
      '**/.gemini/settings.json',
      '**/cco.audit.json',
    ],
  },
  {
    rule: 'hooks',
    globs: ['**/.git/hooks/*', '**/.git/config', '**/.gitconfig', '**/.config/git/config'],
  },
  {
    rule: 'startup',
    globs: [
      '**/.ssh/{authorized_keys,authorized_keys2,config,rc,environment}',
      '**/.{bashrc,bash_profile,bash_login,bash_logout,bash_aliases,profile,zshrc,zshenv,zprofile,zlogin,zlogout,kshrc,cshrc,tcshrc,inputrc,xprofile,xinitrc,xsession}',
      '**/.config/fish/{config.fish,conf.d/*,functions/*}',
      '**/.config/{autostart,systemd,environment.d}/**',
      '/etc/{profile,bash.bashrc,zshrc,environment,rc.local,crontab,ld.so.preload,sudoers,passwd,shadow}',
      '/etc/{profile.d,cron*,init.d,systemd,sudoers.d,pam.d}/**',
      '/var/spool/cron/**',
      '**/Library/Launch{Agents,Daemons}/**',
      '**/Startup/*.{bat,cmd,lnk,ps1,vbs,exe}',
      '**/{Microsoft.PowerShell_profile,profile}.ps1',
      '**/.vimrc',
    ],
  },
];

let compiled:
  | readonly { readonly rule: 'startup' | 'agent' | 'hooks'; readonly glob: Minimatch }[]
  | undefined;

/** A path can match a glob only when it has one of these in it. */
const HINT =
  /\/\.|\/etc\/|cron|Launch|Startup|profile\.ps1|managed-settings|claude_desktop|cco\.audit/i;

/** Tells which group a resolved path belongs to. */
export function startupGroup(path: string): 'startup' | 'agent' | 'hooks' | undefined {
  compiled ??= GROUPS.flatMap(({ rule, globs }) =>
    globs.map((glob) => ({ rule, glob: new Minimatch(glob, { dot: true, nocase: true }) })),
  );
  if (path.length > 4096 || path.endsWith('.sample') || !HINT.test(path)) return undefined;
  return compiled.find(({ glob }) => glob.match(path))?.rule;
}
