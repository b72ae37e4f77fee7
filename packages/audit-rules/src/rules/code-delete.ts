import { defineRule, everyCommand } from '../define-rule.ts';
import type { Severity } from '../finding.ts';
import { inlineCode } from '../shell/inline-code.ts';
import { plainWord } from '../shell/model-api.ts';
import { lossSeverity, worstOf } from './support/targets.ts';

const DELETES =
  /\bshutil\.rmtree\b|\brmtree\s*\(|\bos\.(?:remove|unlink|removedirs|rmdir)\b|\)\.(?:unlink|rmdir)\(|\b(?:fs|fsp|promises)\)?\.?(?:promises\.)?(?:rm|rmdir|unlink)(?:Sync)?\s*\(|\.(?:rm|rmdir|unlink)Sync\s*\(|\brimraf\b|\b(?:FileUtils|Pathname)\b[^;]{0,40}\.?(?:rm\w*|remove\w*|delete)|\bFile\.(?:delete|unlink)\b|\bDir\.(?:rmdir|unlink|delete)\b|\bunlink\s*[(\s]|['"]unlink['"]|\bremove_tree\b|\bDeno\.remove|\bos\.remove\s*\(/g;
const PRINTS = /^[^"']*console\.log\(\s*['"][^'"]*$/;
const LONGEST_PRINT = 10_000;
const MOST_DELETIONS = 1_000;
const LONGEST_PATH = 4_096;
const TARGET = new RegExp(`['"]([^'"]{1,${LONGEST_PATH}})['"]`);

/** Deletion in code given on the command line: Python, JavaScript, Perl, Ruby, PHP. */
export const codeDelete = defineRule({
  id: 'code-delete',
  category: 'destructive-files',
  severity: 'medium',
  examples: {
    match: [
      'python3 -c "import shutil; shutil.rmtree(\'src\')"',
      "node -e \"require('fs').rmSync('/srv/data', { recursive: true })\"",
      'perl -e \'unlink glob "*.c"\'',
      'ruby -rfileutils -e \'FileUtils.rm_rf("lib")\'',
      'php -r \'unlink("index.php");\'',
      "python3 - <<'PY'\nimport os\nfor f in os.listdir('.'):\n    os.remove(f)\nPY",
    ],
    pass: [
      'python3 -c "print(1)"',
      `ruby -e 'puts "FileUtils.rm_rf"'`,
      'node -e "console.log(\'fs.rmSync is dangerous\'.length)" --help',
      "grep -n 'shutil.rmtree' tools/*.py",
      "cat > clean.py <<'PY'\nimport shutil\nshutil.rmtree('src')\nPY",
      "node -e \"require('fs').rmSync('dist', { recursive: true })\"",
      'python3 -c "import shutil; shutil.rmtree(\'/tmp/work\')"',
    ],
  },
  judge: everyCommand((command, subject) => {
    const code = inlineCode(command)?.text;
    if (code === undefined) return undefined;
    // What is only printed or counted is data.
    if (/^(?:puts|print|p|console\.log)\s*\(?\s*(["'])(?:(?!\1).)*\1\)?;?$/s.test(code.trim())) {
      return undefined;
    }
    let worst: Severity | undefined;
    let seen = 0;
    for (const { 0: text, index } of code.matchAll(DELETES)) {
      if (index < LONGEST_PRINT && PRINTS.test(code.slice(0, index))) continue;
      // Harmless ones in front hide nothing.
      if (++seen > MOST_DELETIONS) return worstOf(['high'], worst);
      const end = index + text.length;
      const target = TARGET.exec(code.slice(end, end + LONGEST_PATH + 100))?.[1];
      const severity =
        target === undefined || /[*]/.test(target)
          ? 'medium'
          : lossSeverity(plainWord(target), command, subject);
      worst = worstOf([severity], worst);
    }
    return worst;
  }),
});
