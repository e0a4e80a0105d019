// What a page writes to the console when the server is killed under it, and while it starts again.

/**
 * A connection is refused, gone when it is taken up again, or cut off before, within or after the head of an answer; what the app catches of it, it tells by
 * "Failed to fetch". A server that starts answers 503.
 */
export const LOST_SERVER =
  /net::ERR_(CONNECTION_(REFUSED|RESET|CLOSED|ABORTED)|SOCKET_NOT_CONNECTED|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING|CONTENT_LENGTH_MISMATCH)\b|Failed to fetch|status of 503/;
