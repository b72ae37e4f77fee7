import { defineRule, everyCommand } from '../define-rule.ts';
import { inlineCode } from '../shell/inline-code.ts';
import { plainWord } from '../shell/model-api.ts';
import { lossSeverity } from './support/targets.ts';

const DELETES =
  /\bshutil\.rmtree\b|\brmtree\s*\(|\bos\.(?:remove|unlink|removedirs|rmdir)\b|\)\.(?:unlink|rmdir)\(|\b(?:fs|fsp|promises)\)?\.?(?:promises\.)?(?:rm|rmdir|unlink)(?:Sync)?\s*\(|\.(?:rm|rmdir|unlink)Sync\s*\(|\brimraf\b|\b(?:FileUtils|Pathname)\b[^;]{0,40}\.?(?:rm\w*|remove\w*|delete)|\bFile\.(?:delete|unlink)\b|\bDir\.(?:rmdir|unlink|delete)\b|\bunlink\s*[(\s]|['"]unlink['"]|\bremove_tree\b|\bDeno\.remove|\bos\.remove\s*\(/;

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
    const match = DELETES.exec(code.slice(0, 100_000));
    if (
      match === null ||
      /^(?:puts|print|p|console\.log)\s*\(?\s*(["'])(?:(?!\1).)*\1\)?;?$/s.test(code.trim()) ||
      /^[^"']*console\.log\(\s*['"][^'"]*$/.test(code.slice(0, match.index))
    )
      return undefined;
    const target = /['"]([^'"]{1,300})['"]/.exec(
      code.slice(match.index + match[0].length, match.index + match[0].length + 400),
    )?.[1];
    return target === undefined || /[*]/.test(target)
      ? 'medium'
      : lossSeverity(plainWord(target), command, subject);
  }),
});
