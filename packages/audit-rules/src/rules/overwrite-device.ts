import { defineRule, everyCommand } from '../define-rule.ts';

const DISK =
  /^(?:\/dev\/(?:r?disk\d|sd[a-z]|hd[a-z]|vd[a-z]|xvd[a-z]|nvme\d|mmcblk\d|mapper\/|md\d|loop\d)|\\\\\.\\PhysicalDrive)/i;

/** Programs and redirections that write over disks and file systems. */
export const overwriteDevice = defineRule({
  id: 'overwrite-device',
  category: 'destructive-files',
  severity: 'critical',
  examples: {
    match: [
      'dd if=/dev/zero of=/dev/sda bs=1M',
      'sudo mkfs.ext4 /dev/nvme0n1p1',
      'wipefs -a /dev/sdb',
      'cat image.iso > /dev/sdc',
      'sudo sgdisk --zap-all /dev/sda',
      'diskutil eraseDisk JHFS+ X /dev/disk2',
      'mkfs -t xfs /dev/vdb',
    ],
    pass: [
      'dd if=/dev/zero of=/tmp/file bs=1M count=10',
      'lsblk /dev/sda',
      'sudo fdisk -l /dev/sda',
      'echo test > /dev/null',
      'mkfs.ext4 -V',
      'wipefs /dev/sdb',
      'diskutil list',
    ],
  },
  judge: everyCommand((command) => {
    const { program } = command;
    const texts = command.args.map((word) => word.text);
    if (
      command.redirects.some(
        (one) => one.operator.includes('>') && DISK.test(one.target?.text ?? ''),
      )
    )
      return true;
    if (program === 'dd')
      return texts.some((text) => text.startsWith('of=') && DISK.test(text.slice(3)));
    if (program === 'cp' || program === 'tee') return DISK.test(texts.at(-1) ?? '');
    if (/^(?:mkfs(?:\.\w+)?|mke2fs|mkswap|newfs\w*)$/.test(program)) {
      return texts.some((text) => /^\/dev\//.test(text) || DISK.test(text))
        ? true
        : texts.some((text) => !text.startsWith('-'))
          ? 'medium'
          : undefined;
    }
    if (program === 'wipefs')
      return texts.some(
        (text) => /^(?:-\w*[ao]\w*|--all|--offset.*)$/.test(text) && !/^-\w*n/.test(text),
      );
    if (program === 'sgdisk')
      return texts.some((text) => /^(?:-[zZo]|--zap.*|--clear)$/.test(text));
    if (program === 'blkdiscard' || program === 'badblocks')
      return program === 'blkdiscard' || texts.includes('-w');
    if (program === 'diskutil')
      return /^(?:erase|partition|zero|secureErase|reformat)/i.test(texts[0] ?? '');
    if (program === 'parted') return texts.some((text) => /^(?:mklabel|rm|mktable)$/.test(text));
    if (program === 'zpool' || program === 'zfs') return texts[0] === 'destroy';
    if (program === 'lvremove' || program === 'vgremove' || program === 'pvremove') return true;
    if (program === 'cryptsetup') return /^(?:luksFormat|erase|luksErase)$/.test(texts[0] ?? '');
    return undefined;
  }),
});
