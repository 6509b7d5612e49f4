/**
 * Version of everything in `core/contract` and of the views. Raise it with every change that an open tab would
 * misread: the server then tells that tab to reload, and nothing is lost because a reload is a rejoin.
 */
export const protocolVersion = 4;
