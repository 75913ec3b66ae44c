import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect as connectSocket } from "node:net";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import { generate } from "selfsigned";
import { expect, test } from "vitest";
import { readTls } from "../../src/connection/tls.ts";
import { ConfigurationError } from "../../src/index.ts";
import { connect, createFolder, failureOf, watch } from "../connect.ts";
import { answerJson, listen, serveMetabase, serveOddly } from "../serve.ts";

/** A certificate for an address that vouches for itself, as PEM and as files. */
async function createCertificate(ip = "127.0.0.1") {
  const { cert, private: key } = await generate([{ name: "commonName", value: "127.0.0.1" }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "subjectAltName", altNames: [{ type: 7, ip }] },
    ],
  });
  const folder = await createFolder();
  const [certFile, keyFile] = [join(folder, "cert.pem"), join(folder, "key.pem")];
  await writeFile(certFile, cert);
  await writeFile(keyFile, key);
  return { cert, key, certFile, keyFile };
}

test("a private certificate authority is trusted by ca_file", async () => {
  const certificate = await createCertificate();
  const server = await serveMetabase({ tls: certificate });
  const client = connect({
    baseUrl: server.url,
    authentication: { apiKey: server.keys.admin },
    caFile: certificate.certFile,
  });

  expect(await client.currentUser()).toHaveProperty("id");
});

test("a private certificate authority comes on top of those that Node trusts", async () => {
  const { cert, certFile } = await createCertificate();

  expect(readTls({ caFile: certFile }).ca).toEqual([...rootCertificates, cert]);
});

test("an unknown certificate is refused at once, before any header is sent, and names ca_file", async () => {
  const server = await serveMetabase({ tls: await createCertificate() });
  const { client, pauses } = watch({ baseUrl: server.url });

  const error = await failureOf(client.currentUser());

  expect(error).toMatchObject({ code: "METABASE_NETWORK", retryable: false });
  expect(error.message).toContain("ca_file");
  expect(server.requests).toEqual([]);
  expect(pauses).toEqual([]);
});

test("insecure_skip_verify takes any certificate, and warns once", async () => {
  const server = await serveMetabase({ tls: await createCertificate() });
  const { client, lines } = watch({
    baseUrl: server.url,
    authentication: { apiKey: server.keys.admin },
    insecureSkipVerify: true,
  });

  await client.currentUser();
  await client.currentUser();

  expect(lines).toEqual([expect.stringMatching(/^warn: insecure_skip_verify/)]);
});

test("a client certificate is shown to a server that asks for one", async () => {
  const [mine, theirs] = [await createCertificate(), await createCertificate()];
  const server = createTlsServer(
    { ...theirs, ca: mine.cert, requestCert: true, rejectUnauthorized: true },
    answerJson("{}"),
  );
  const baseUrl = `https://127.0.0.1:${await listen(server)}`;
  const files = { clientCertFile: mine.certFile, clientKeyFile: mine.keyFile };
  const options = { baseUrl, caFile: theirs.certFile, maxRetries: 0 };

  expect(await connect({ ...options, ...files }).getObject("/api/x")).toEqual({});
  await expect(connect(options).getObject("/api/x")).rejects.toThrow("/api/x");
});

test("a file that is no certificate is refused by the setting's name", async () => {
  const file = join(await createFolder(), "ca.pem");
  await writeFile(file, "not a certificate");

  const make = () => connect({ baseUrl: "https://127.0.0.1", caFile: file });

  expect(make).toThrow(ConfigurationError);
  expect(make).toThrow(/^ca_file: .*ca\.pem/);
});

test("https to a port without TLS, and http to one with it, name the other scheme", async () => {
  const plain = await serveMetabase();
  const tls = await serveMetabase({ tls: await createCertificate() });
  const [https, http] = [plain.url.replace("http:", "https:"), tls.url.replace("https:", "http:")];

  const withoutTls = await failureOf(connect({ baseUrl: https }).currentUser());
  const withTls = await failureOf(connect({ baseUrl: http, maxRetries: 0 }).currentUser());

  expect(withoutTls).toMatchObject({ code: "METABASE_NETWORK", retryable: false });
  expect(withoutTls.message).toMatch(
    /: what listens there does not speak TLS: .*http:\/\/ instead of https:\/\/\? \(EPROTO\)$/,
  );
  expect(withTls.message).toMatch(/broke off; does the server want https:\/\//);
});

test("a port that speaks something else says so", async () => {
  const server = await serveOddly((request) => request.socket.end("SSH-2.0-OpenSSH_9.9\r\n"));

  const error = await failureOf(connect({ baseUrl: server.url, maxRetries: 0 }).currentUser());

  expect(error.message).toMatch(/what listens there does not speak HTTP: check host and port/);
});

/** A proxy that tunnels, and notes what it could read. */
async function serveProxy(status = 200) {
  const seen: { readonly url: string | undefined; readonly headers: unknown }[] = [];
  const server = createServer((request, response) => {
    seen.push({ url: request.url, headers: request.headers });
    response.writeHead(500).end();
  });
  server.on("connect", (request, socket) => {
    seen.push({ url: request.url, headers: request.headers });
    if (status !== 200) {
      socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const { hostname, port } = new URL(`http://${request.url}`);
    const upstream = connectSocket(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
    for (const end of [socket, upstream]) {
      end.on("error", () => {});
      end.on("close", () => {
        socket.destroy();
        upstream.destroy();
      });
    }
  });
  return { url: `http://ada:proxy-canary@127.0.0.1:${await listen(server)}`, seen };
}

test("https goes through the tunnel of HTTPS_PROXY, which never sees a credential", async () => {
  const certificate = await createCertificate();
  const server = await serveMetabase({ tls: certificate });
  const proxy = await serveProxy();
  const { client, secrets } = watch({
    baseUrl: server.url,
    authentication: { apiKey: server.keys.admin },
    caFile: certificate.certFile,
    env: { HTTPS_PROXY: proxy.url },
  });

  await client.currentUser();
  await client.currentUser();

  expect(server.requests).toHaveLength(2);
  expect(proxy.seen).toHaveLength(1);
  expect(proxy.seen[0]?.url).toBe(new URL(server.url).host);
  expect(JSON.stringify(proxy.seen)).not.toContain(server.keys.admin);
  expect(JSON.stringify(proxy.seen)).toContain(Buffer.from("ada:proxy-canary").toString("base64"));
  expect(secrets).toContain("proxy-canary");
});

test("a certificate for another server is refused behind a proxy, too", async () => {
  const certificate = await createCertificate("127.0.0.2");
  const server = await serveMetabase({ tls: certificate });
  const proxy = await serveProxy();
  const client = connect({
    baseUrl: server.url,
    caFile: certificate.certFile,
    env: { HTTPS_PROXY: proxy.url },
  });

  const error = await failureOf(client.getObject("/api/x"));

  expect(error.message).toContain("ERR_TLS_CERT_ALTNAME_INVALID");
  expect(server.requests).toEqual([]);
});

test("plain http goes through HTTP_PROXY, and around it by NO_PROXY", async () => {
  const server = await serveOddly(answerJson("{}"));
  const proxy = await serveProxy();
  const env = { HTTP_PROXY: proxy.url };

  await connect({ baseUrl: server.url, env }).getObject("/api/x");
  await connect({ baseUrl: server.url, env: { ...env, NO_PROXY: "127.0.0.1" } }).getObject(
    "/api/x",
  );

  expect(server.requests).toHaveLength(2);
  expect(proxy.seen).toHaveLength(1);
});

test("a proxy that refuses the tunnel gets no request, and its status is reported", async () => {
  const server = await serveOddly(answerJson("{}"));
  const proxy = await serveProxy(407);
  const client = connect({ baseUrl: server.url, env: { HTTP_PROXY: proxy.url } });

  const error = await failureOf(client.getObject("/api/x"));

  expect(error).toMatchObject({ status: 407 });
  expect(error.message).not.toContain("canary");
  expect(server.requests).toEqual([]);
});

test("a proxy that is not there is named as such", async () => {
  const client = connect({
    baseUrl: "http://bi.example.com",
    env: { HTTP_PROXY: "http://ada:proxy-canary@127.0.0.1:9" },
    maxRetries: 0,
  });

  const error = await failureOf(client.getObject("/api/x"));

  expect(error.message).toContain("proxy http://127.0.0.1:9");
  expect(error.message).not.toContain("canary");
});
