// The browser's own input for a moment: typed or picked, in its language, with names for readers. Local time.
import { TextInput } from '@mantine/core';
import { nanosOfMillis } from '../lib/time-range.ts';

interface DateTimeInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
}

export function DateTimeInput({ label, value, onChange, error }: DateTimeInputProps) {
  return (
    <TextInput
      type="datetime-local"
      step={1}
      label={label}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** `YYYY-MM-DDTHH:mm:ss`, local time, as the input wants it. */
export function inputValue(time: bigint): string {
  const date = new Date(Number(time / 1_000_000n));
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

export function nanosOfInput(text: string): bigint | undefined {
  const millis = new Date(text).getTime();
  return Number.isNaN(millis) || millis < 0 ? undefined : nanosOfMillis(millis);
}
