import { openSqliteStore } from '../sqlite-tables/store.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { describeTraceStore } from './trace-store-contract.ts';

describeTraceStore('sqlite-tables', async () => {
  const folder = await temporaryFolder();
  const store = openSqliteStore({ folder: folder.path });
  const dispose = async () => {
    await store.close();
    await folder.remove();
  };
  return { store, dispose };
});
