import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { beforeAll, describe, expect, it } from "vitest";
import { ERROR_CODES } from "@/lib/errors";
import { buildDocument, DOCUMENT_FILE, toText } from "@/scripts/openapi/build-document";
import { TYPES_FILE, toClientTypes } from "@/scripts/openapi/client-types";
import { listRouteFiles, pathOf } from "@/scripts/openapi/collect-operations";

const ROOT = path.resolve(import.meta.dirname, "../..");
const VERBS = ["get", "post", "put", "patch", "delete"];

// biome-ignore lint/suspicious/noExplicitAny: the document is walked, whatever its shape
type Any = any;
let document: Any;
let operations: { at: string; operation: Any }[];

beforeAll(async () => {
  document = JSON.parse(toText(await buildDocument(ROOT)));
  operations = Object.entries<Any>(document.paths).flatMap(([route, item]) =>
    VERBS.filter((verb) => item[verb]).map((verb) => ({ at: `${verb} ${route}`, operation: item[verb] })),
  );
}, 60_000);

it("the committed document is what routes and contracts say; else run `npm run openapi`", () => {
  expect(readFileSync(path.join(ROOT, DOCUMENT_FILE), "utf8") === toText(document)).toBe(true);
});

it("the types of the TypeScript client are those of the document", () => {
  expect(readFileSync(path.join(ROOT, TYPES_FILE), "utf8") === toClientTypes(document)).toBe(true);
});

describe("the document", () => {
  it("has every route file of the API, with every verb that the file answers", async () => {
    const files = listRouteFiles(ROOT);
    expect(files.length).toBeGreaterThan(60);
    for (const file of files) {
      const module = (await import(path.join(ROOT, file))) as Record<string, { refuses?: boolean }>;
      const answered = VERBS.filter((verb) => module[verb.toUpperCase()] && !module[verb.toUpperCase()]?.refuses);
      expect([file, VERBS.filter((verb) => document.paths[pathOf(file)]?.[verb])]).toEqual([file, answered]);
    }
  });

  it("says of every operation what it does, who may call it, what it takes, answers and refuses", () => {
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
    for (const { at, operation } of operations) {
      expect(operation, at).toMatchObject({
        summary: expect.stringMatching(/^[A-Z]/),
        description: expect.any(String),
        tags: [expect.any(String)],
        responses: { default: expect.anything(), 500: expect.anything() },
      });
      const names = operation.parameters.filter((one: Any) => one.in === "path").map((one: Any) => one.name);
      expect(names, at).toEqual([...at.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      if (operation.requestBody) expect(operation.requestBody.content["application/json"].schema, at).toBeDefined();
      const success = Object.keys(operation.responses).filter((status) => status.startsWith("2"));
      expect(success, at).toHaveLength(1);
      const { content } = operation.responses[success[0] ?? ""];
      if (success[0] !== "204") expect(Object.values<Any>(content)[0].schema, at).toBeDefined();
    }
  });

  it("refers to nothing that is not there, and every schema in it compiles", () => {
    const text = JSON.stringify(document);
    for (const [, reference] of text.matchAll(/"\$ref":"#([^"]+)"/g)) {
      const found = (reference ?? "")
        .split("/")
        .slice(1)
        .reduce<Any>((at, name) => at?.[name], document);
      expect(found, reference).toBeDefined();
    }
    const ajv = newAjv();
    for (const name of Object.keys(document.components.schemas)) {
      expect(() => ajv.compile({ $ref: `doc#/components/schemas/${name}` }), name).not.toThrow();
    }
  });

  it("shows examples that fit their schemas", () => {
    const ajv = newAjv();
    for (const { at, operation } of operations) {
      const pointer = `doc#/paths/${encode(at.split(" ")[1] ?? "")}/${at.split(" ")[0]}`;
      const body = operation.requestBody?.content["application/json"];
      if (body) {
        expect(body.example, `${at} body`).toBeDefined();
        const validate = ajv.compile({ $ref: `${pointer}/requestBody/content/application~1json/schema` });
        expect([at, validate(body.example), validate.errors]).toEqual([at, true, null]);
      }
      for (const [status, response] of Object.entries<Any>(operation.responses)) {
        const media = response.content?.["application/json"];
        if (!media) continue;
        const validate = ajv.compile({
          $ref: `${pointer}/responses/${status}/content/application~1json/schema`,
        });
        expect([at, validate(media.example), validate.errors]).toEqual([at, true, null]);
      }
    }
  });

  it("lists every error code", () => {
    expect(document.components.schemas.Problem.properties.code.enum).toEqual(Object.keys(ERROR_CODES));
  });
});

function newAjv() {
  const ajv = new Ajv2020({ strict: false, validateSchema: false });
  addFormats.default(ajv);
  ajv.addSchema({ ...document, $id: "doc" });
  return ajv;
}

function encode(route: string): string {
  return encodeURIComponent(route.replaceAll("~", "~0").replaceAll("/", "~1"));
}
