// Renders lexical as Ghost does: a JSON array of lexical texts comes in, an array of {html} or {error} goes out.
// The renderer makes its HTML with jsdom, whose part for the network asks Node 22 for these; nothing here uses it.
require('node:zlib').createZstdDecompress ??= () => {};
require('node:worker_threads').markAsUncloneable ??= () => {};

const {LexicalHTMLRenderer} = require('@tryghost/kg-lexical-html-renderer');
const {DEFAULT_NODES} = require('@tryghost/kg-default-nodes');

async function main() {
    const parts = [];
    for await (const part of process.stdin) {
        parts.push(part);
    }
    const out = [];
    for (const lexical of JSON.parse(Buffer.concat(parts).toString('utf-8'))) {
        try {
            const renderer = new LexicalHTMLRenderer({nodes: DEFAULT_NODES, onError: (error) => {
                throw error;
            }});
            out.push({html: await renderer.render(lexical, {siteUrl: 'https://letters.example'})});
        } catch (error) {
            out.push({error: String(error && error.message)});
        }
    }
    process.stdout.write(JSON.stringify(out));
}

main();
