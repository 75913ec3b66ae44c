#!/usr/bin/env node
import { runProgram } from "@singer-metabase/singer-protocol";
import { programName } from "./about.ts";
import { keepHeapSmall } from "./keep-heap-small.ts";
import { main } from "./main.ts";
import { readVersion } from "./version.ts";

keepHeapSmall();
await runProgram({ name: programName, version: readVersion(), main });
