// Asks for the trace that the address names while the app itself is still loading; the app's own request for it
// (traceOutlineQuery in src/api/queries.ts) is then answered by this one. A script of its own because the content security
// policy forbids inline ones.
(() => {
  const traceId = /^\/trace\/([0-9a-f]{32})$/i.exec(location.pathname)?.[1];
  if (traceId === undefined) return;
  const link = document.createElement('link');
  link.rel = 'preload';
  link.as = 'fetch';
  link.crossOrigin = 'anonymous';
  link.href = `/api/v1/traces/${traceId}/outline`;
  document.head.append(link);
})();
