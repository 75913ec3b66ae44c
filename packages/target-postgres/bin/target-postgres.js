#!/usr/bin/env node
// Newer versions of Node.js have it. Without it pg makes an answer of fetch to find out where it runs,
// and to load that takes 5 MB and 40 ms.
globalThis.navigator ??= { userAgent: `Node.js/${process.versions.node}` };
await import("../dist/cli.js");
