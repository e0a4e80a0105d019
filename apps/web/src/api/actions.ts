// What a page can have the server do. One function for each action; every one rejects with ApiError.
import { deletedResponse, demoStatus, importResponse, testTraceResponse } from '@spanloom/api-schema';
import { changeJson, postForPage } from './client.ts';

/** Sends a made-up trace through the server's own OTLP port. */
export const sendTestTrace = () => changeJson('POST', 'test-trace', {}, testTraceResponse);

/** Stores a document of traces, OTLP/JSON. */
export const importTraces = (document: string) => changeJson('POST', 'import', {}, importResponse, document);

export const startDemo = () => changeJson('POST', 'demo', {}, demoStatus);
export const stopDemo = () => changeJson('DELETE', 'demo', {}, demoStatus);

/** The spans of one service; `namespace` is empty where it names none. */
export const deleteService = ({ name, namespace }: { readonly name: string; readonly namespace: string }) =>
  changeJson('DELETE', 'services', { service: name, namespace }, deletedResponse);

export const deleteEverything = () => changeJson('DELETE', 'data', { confirm: 'everything' }, deletedResponse);

/** All spans of one trace. */
export const deleteTrace = (traceId: string) =>
  changeJson('DELETE', `traces/${encodeURIComponent(traceId)}`, {}, deletedResponse);

/** Ends the session of this browser: the cookie is out of reach of a page, so the server takes it away. */
export const logOut = () => postForPage('/logout');
