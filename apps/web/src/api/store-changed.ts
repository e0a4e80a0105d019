// When what is stored changed otherwise than by new spans: answers that were kept no longer hold.
import type { QueryClient } from '@tanstack/react-query';

/** Pages that one comes back to read anew; what is on screen is asked again and stays until the answer is there. */
export async function storeChanged(client: QueryClient): Promise<void> {
  client.removeQueries({ type: 'inactive' });
  await client.invalidateQueries();
}
