// Runs a Cloudflare Worker under node: a server on 127.0.0.1 that calls its `fetch`, and a KV namespace in memory with
// what developers.cloudflare.com/kv/api says of put, get and list (1,000 keys a page), and its limit of one write to a
// key a second.
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

class Namespace {
  entries = new Map();

  async put(key, value, { metadata } = {}) {
    const known = this.entries.get(key);
    const now = Date.now();
    if (known && now - known.written < 1000) throw new Error("KV PUT failed: 429 Too Many Requests");
    this.entries.set(key, { value, metadata, written: now });
  }

  async get(key) {
    return this.entries.get(key)?.value ?? null;
  }

  async list({ cursor, limit = 1000 } = {}) {
    const names = [...this.entries.keys()].sort();
    const start = cursor ? Number(Buffer.from(cursor, "base64").toString().split("/")[1]) : 0;
    const keys = names.slice(start, start + limit).map((name) => ({ name, metadata: this.entries.get(name).metadata }));
    const complete = start + limit >= names.length;
    return complete
      ? { keys, list_complete: true }
      : { keys, list_complete: false, cursor: Buffer.from(`kv/${start + limit}/+?`).toString("base64") };
  }
}

const { default: worker } = await import(pathToFileURL(process.argv[2]));
const env = { BOX: new Namespace() };

const server = createServer(async (incoming, outgoing) => {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const body = ["GET", "HEAD"].includes(incoming.method) ? undefined : Buffer.concat(chunks);
  const url = `http://${incoming.headers.host}${incoming.url}`;
  const answer = await worker.fetch(new Request(url, { method: incoming.method, headers: incoming.headers, body }), env);
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
  outgoing.end(Buffer.from(await answer.arrayBuffer()));
});
server.listen(0, "127.0.0.1", () => console.log(`listening on ${server.address().port}`));
