// Child processes, without a shell on any platform: arguments stay what they are.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** @type {readonly (keyof typeof constants.signals)[]} */
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** One key press arrives from the terminal and again from npm: signals this close together are the same one. */
const SAME_SIGNAL_MS = 500;

/**
 * @typedef {{ code: number, stdout: string, stderr: string, timedOut: boolean }} Captured
 */

/**
 * Runs a program to its end with this process's own input and output, handing on signals.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined> }} [options] env is added to this process's own
 * @returns {Promise<number>} its exit code; 128 + n when signal n ended it
 */
export function runInherit(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: 'inherit',
      windowsHide: true,
    });
    const stopForwarding = forwardSignals(child);
    child.once('error', (error) => {
      stopForwarding();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      stopForwarding();
      resolve(exitCode(code, signal));
    });
  });
}

/**
 * Runs a program to its end and keeps what it printed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, timeoutMs?: number }} [options]
 * @returns {Promise<Captured>} never rejects: a program that cannot be started has code 127 and says so in stderr
 */
export function runCaptured(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let stdout = '';
    let stderr = '';
    let timedOut = false;
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    const timer =
      options.timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill('SIGKILL');
          }, options.timeoutMs);
    child.once('error', (error) => {
      clearTimeout(timer);
      resolve({ code: 127, stdout, stderr: `${stderr}${error.message}\n`, timedOut });
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: exitCode(code, signal), stdout, stderr, timedOut });
    });
  });
}

/** @param {number | null} code @param {keyof typeof constants.signals | null} signal */
function exitCode(code, signal) {
  if (code !== null) return code;
  return 128 + (signal === null ? 0 : constants.signals[signal]);
}

/**
 * Hands signals on to the child instead of dying before it. On Windows Ctrl-C reaches the child by the console, and a
 * forwarded signal would end it at once, so there it is only waited for.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} undo
 */
function forwardSignals(child) {
  let last = Number.NEGATIVE_INFINITY;
  const listeners = FORWARDED.map((signal) => {
    const listener = () => {
      const now = performance.now();
      const again = now - last < SAME_SIGNAL_MS;
      last = now;
      if (!again && process.platform !== 'win32') child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
    };
    process.on(signal, listener);
    return /** @type {const} */ ([signal, listener]);
  });
  return () => {
    for (const [signal, listener] of listeners) process.off(signal, listener);
  };
}
