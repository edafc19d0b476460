/** Imported first: React and Remix choose their builds by this when they are loaded. */
process.env.NODE_ENV = "production";
