// Mantine's Select. Its list is made when it gets the focus, before it can be opened, and not with the page: most
// readers never open it, and to prepare it the page took longer.
import { Select as MantineSelect, type SelectProps } from '@mantine/core';
import { useState } from 'react';
import { flushSync } from 'react-dom';

export function Select<Value extends string>({ comboboxProps, onFocus, ...props }: SelectProps<Value>) {
  const [made, setMade] = useState(false);
  return (
    <MantineSelect<Value>
      {...props}
      comboboxProps={{ keepMounted: made, ...comboboxProps }}
      onFocus={(event) => {
        // At once: a press opens it in the same moment, and the field says so only where the list is there. React warns of this
        // where an effect focuses it, which none does.
        flushSync(() => setMade(true));
        onFocus?.(event);
      }}
    />
  );
}
