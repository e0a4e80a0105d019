// What Linux says about a process and about the machine.
import { readFileSync, statfsSync } from 'node:fs';
import { cpus, freemem, loadavg, platform, release, totalmem } from 'node:os';
import { currentCommit } from '../test/support/commit.ts';

/** Ticks of CPU time a second in /proc; the same on every Linux that Node runs on. */
const TICKS = 100;

/** Seconds of CPU that all threads of the process have used, in the kernel too. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the process, in parentheses, may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** The most memory that the process has ever had, in bytes. */
export function peakRss(pid: number): number {
  const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? 0) * 1024;
}

export function machineFacts(folder: string) {
  const [cpu] = cpus();
  return {
    commit: currentCommit(),
    at: new Date().toISOString(),
    node: process.version,
    system: `${platform()} ${release()} ${process.arch}`,
    cpu: cpu?.model ?? 'unknown',
    cpus: cpus().length,
    memoryBytes: totalmem(),
    freeMemoryBytes: freemem(),
    /** Of the last minute, before the measurement. */
    load: loadavg()[0],
    /** The kernel's number for the kind of file system that holds the data. */
    fileSystem: `0x${statfsSync(folder).type.toString(16)}`,
  };
}
