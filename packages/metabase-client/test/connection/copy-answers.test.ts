import { expect, test } from "vitest";
import type { Answer, AnswerCopy } from "../../src/index.ts";
import { collect, connect } from "../connect.ts";
import { answerJson, serveMetabase, serveOddly } from "../serve.ts";

interface Copy extends Answer {
  text: string;
  isWhole?: boolean;
}

/** Keeps every copy. */
function record(): { readonly copies: Copy[]; readonly onAnswer: (answer: Answer) => AnswerCopy } {
  const copies: Copy[] = [];
  return {
    copies,
    onAnswer(answer) {
      const copy: Copy = { ...answer, text: "" };
      copies.push(copy);
      return {
        async write(bytes) {
          copy.text += Buffer.from(bytes).toString("latin1");
        },
        end(isWhole) {
          copy.isWhole = isWhole;
        },
      };
    },
  };
}

test("a list that is spooled is copied as it came, decompressed", async () => {
  const server = await serveMetabase({ cards: 50 });
  const { copies, onAnswer } = record();
  const client = connect({
    baseUrl: server.url,
    authentication: { apiKey: server.keys.admin },
    onAnswer,
  });

  const cards = await collect(client.streamArray("/api/card", { f: "all" }));

  expect(copies).toMatchObject([{ path: "/api/card", query: "f=all", status: 200, isWhole: true }]);
  expect(copies[0]?.contentType).toContain("application/json");
  expect(JSON.parse(Buffer.from(copies[0]?.text ?? "", "latin1").toString("utf8"))).toEqual(cards);
});

test("refusals and repeats are copied too, and what breaks off says so", async () => {
  let count = 0;
  const server = await serveOddly((request, response) => {
    count += 1;
    if (count === 1) {
      response.writeHead(200, { "content-length": 100 });
      return void response.write('{"a":', () => response.destroy());
    }
    answerJson(count === 2 ? "Not found." : "{}", count === 2 ? 404 : 200)(request, response);
  });
  const { copies, onAnswer } = record();
  const client = connect({ baseUrl: server.url, onAnswer });

  await client.getObject("/api/x").catch(() => {});
  await client.getObject("/api/y");

  expect(copies.map(({ path, status, text, isWhole }) => [path, status, text, isWhole])).toEqual([
    ["/api/x", 200, '{"a":', false],
    ["/api/x", 404, "Not found.", true],
    ["/api/y", 200, "{}", true],
  ]);
});

test("what is posted is not copied: logins hold secrets, and results are data", async () => {
  const server = await serveMetabase();
  const { copies, onAnswer } = record();
  const client = connect({
    baseUrl: server.url,
    authentication: {
      username: server.accounts.admin.email,
      password: server.accounts.admin.password,
    },
    onAnswer,
  });

  await client.currentUser();

  expect(copies.map(({ path }) => path)).toEqual(["/api/user/current"]);
});

test("an answer that nobody wants to copy is read as ever", async () => {
  const server = await serveOddly(answerJson("{}"));
  const client = connect({ baseUrl: server.url, onAnswer: () => undefined });

  expect(await client.getObject("/api/x")).toEqual({});
});
