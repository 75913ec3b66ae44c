#!/usr/bin/env node
import { runProgram } from "@singer-metabase/singer-protocol";
import { programName } from "./about.ts";
import { main } from "./main.ts";
import { readVersion } from "./version.ts";

await runProgram({ name: programName, version: readVersion(), main });
