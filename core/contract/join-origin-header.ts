/**
 * Request header in which the server tells its own pages the origin that students reach it under; what a browser
 * sends under this name is dropped.
 */
export const joinOriginHeader = "x-deepstakes-join-origin";
